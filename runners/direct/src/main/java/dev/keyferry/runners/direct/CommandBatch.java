package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisReplyException;
import java.util.IdentityHashMap;

/**
 * Pipelines commands whose replies only matter when they are errors. Commands and bytes in flight
 * are bounded over all connections.
 */
final class CommandBatch {
  private static final int MAX_COMMANDS = 1000;
  private static final int MAX_BYTES = 1 << 20;

  private final IdentityHashMap<RedisConnection, Integer> unanswered = new IdentityHashMap<>();
  private int commands;
  private int bytes;

  void send(RedisConnection connection, String command, byte[]... args) {
    connection.send(command, args);
    unanswered.merge(connection, 1, Integer::sum);
    commands++;
    for (byte[] arg : args) {
      bytes += arg.length;
    }

    if (commands >= MAX_COMMANDS || bytes >= MAX_BYTES) {
      flush();
    }
  }

  /** Waits for all replies; throws the first error among them. */
  void flush() {
    unanswered.forEach(CommandBatch::readReplies);
    unanswered.clear();
    commands = 0;
    bytes = 0;
  }

  private static void readReplies(RedisConnection connection, int count) {
    for (Object reply : connection.replies(count)) {
      if (reply instanceof RedisReplyException error) {
        throw error;
      }
    }
  }
}
