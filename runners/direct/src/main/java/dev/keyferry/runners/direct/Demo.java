package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisEndpoint;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisServer;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The command {@code demo}: starts two servers, fills one, runs {@code migrate} between them as a
 * user would, and compares both afterwards by itself. The servers end with the command.
 */
final class Demo {
  private static final int DIFFERENT = 4;

  private final long keys;
  private final PrintStream out;
  private final ToIntFunction<List<String>> keyferry;

  /** The last argument runs one command of the program and returns its exit code. */
  Demo(long keys, PrintStream out, ToIntFunction<List<String>> keyferry) {
    this.keys = keys;
    this.out = out;
    this.keyferry = keyferry;
  }

  static int run(DemoOptions options) {
    ToIntFunction<List<String>> keyferry =
        words -> Main.run(words.toArray(new String[0]), System.out, System.err);
    return new Demo(options.getKeys(), System.out, keyferry).run();
  }

  /** Returns 0 only if the migration was complete and nothing differs. */
  int run() {
    RedisBinary binary = RedisBinary.fromClassPath();
    try (RedisServer source = RedisServer.builder(binary).start();
        RedisServer target = RedisServer.builder(binary).start()) {
      out.printf(
          "Started two Redis %s servers: %s and %s%n",
          source.version().number(), source.uri(), target.uri());
      fill(source);
      int exitCode = migrate(source, target);
      return exitCode == 0 ? compare(source, target) : exitCode;
    }
  }

  private void fill(RedisServer source) {
    Timed<Integer> databases =
        Timed.of(
            () -> {
              try (RedisConnection server = connect(source)) {
                SampleKeyspace.of(keys).fill(server);
                return KeyspaceView.of(server).databases().size();
              }
            });
    out.printf(
        "Filled the first with %s keys of all types in %d databases in %s%n%n",
        Figures.count(keys), databases.result(), databases.seconds());
  }

  private int migrate(RedisServer source, RedisServer target) {
    List<String> command =
        List.of("migrate", "--source=" + source.uri(), "--target=" + target.uri());
    out.println("$ ./keyferry " + String.join(" ", command));
    out.flush();
    int exitCode = keyferry.applyAsInt(command);
    out.println();
    return exitCode;
  }

  private int compare(RedisServer source, RedisServer target) {
    Timed<KeyspaceDifferences> comparison =
        Timed.of(
            () -> {
              try (RedisConnection ours = connect(source);
                  RedisConnection theirs = connect(target)) {
                return KeyspaceComparison.compare(KeyspaceView.of(ours), KeyspaceView.of(theirs));
              }
            });
    KeyspaceDifferences differences = comparison.result();
    out.printf(
        "Compared types, values and expiry times both ways in %s: %s%n",
        comparison.seconds(), differences);
    differences.named().forEach(out::println);
    return differences.isEmpty() ? 0 : DIFFERENT;
  }

  private static RedisConnection connect(RedisServer server) {
    return RedisConnection.open(RedisEndpoint.parse(server.uri()));
  }

  private record Timed<T>(T result, double elapsed) {
    static <T> Timed<T> of(Supplier<T> action) {
      long start = System.nanoTime();
      T result = action.get();
      return new Timed<>(result, (System.nanoTime() - start) / 1e9);
    }

    /** For example {@code 2.4 s}. */
    String seconds() {
      long tenths = Math.round(elapsed * 10);
      return tenths / 10 + "." + tenths % 10 + " s";
    }
  }
}
