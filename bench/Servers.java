import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisEndpoint;
import dev.keyferry.runners.direct.SampleKeyspace;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Starts two servers, fills one, tells their ports and process ids, and keeps them until its input
 * ends. Arguments: {@code strings|mixed}, number of keys.
 */
final class Servers {
  private static final int BATCH = 1000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  public static void main(String[] args) throws IOException {
    RedisBinary binary = RedisBinary.fromClassPath();
    try (RedisServer source = RedisServer.builder(binary).start();
        RedisServer target = RedisServer.builder(binary).start()) {
      try (RedisConnection server = RedisConnection.open(RedisEndpoint.parse(source.uri()))) {
        fill(server, args[0], Long.parseLong(args[1]));
      }
      System.out.printf("%d %d %d %d%n", source.port(), source.pid(), target.port(), target.pid());
      System.in.read();
    }
  }

  private static void fill(RedisConnection server, String shape, long keys) {
    switch (shape) {
      case "strings" -> fillWithStrings(server, keys);
      case "mixed" -> SampleKeyspace.of(keys).fillCluster(key -> server);
      default -> throw new IllegalArgumentException("Shape is " + shape);
    }
  }

  /** Profiles of 90 to 110 bytes that cannot be compressed; nine of ten expire within a day. */
  private static void fillWithStrings(RedisConnection server, long keys) {
    SplittableRandom random = new SplittableRandom(42);
    int queued = 0;
    for (long i = 0; i < keys; i++) {
      byte[] key = bytes(String.format("user:%010d:profile", i));
      byte[] value = value(random);
      if (i % 10 == 0) {
        server.send("SET", key, value);
      } else {
        String seconds = Integer.toString(20_000 + random.nextInt(66_400));
        server.send("SET", key, value, bytes("EX"), bytes(seconds));
      }

      queued++;
      if (queued == BATCH) {
        server.replies(queued);
        queued = 0;
      }
    }
    server.replies(queued);
  }

  private static byte[] value(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = 90 + random.nextInt(21);
    while (text.length() < length) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
