package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisEndpoint;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisServer;
import dev.keyferry.servers.RedisVersion;

/** Servers and connections to them. */
final class Connections {
  private Connections() {}

  static RedisServer newestServer() {
    return RedisServer.builder(RedisBinary.of(RedisVersion.V7_4)).start();
  }

  static RedisConnection to(RedisServer server) {
    return RedisConnection.open(RedisEndpoint.parse(server.uri()));
  }

  /** Sends a command of words; what an argument says, no byte more. */
  static void send(RedisConnection connection, String line) {
    String[] words = line.split(" ", -1);
    byte[][] args = new byte[words.length - 1][];
    for (int i = 0; i < args.length; i++) {
      args[i] = Bytes.of(words[i + 1]);
    }
    connection.call(words[0], args);
  }
}
