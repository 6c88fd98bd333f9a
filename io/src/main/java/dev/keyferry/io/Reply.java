package dev.keyferry.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replies by their shape; an error reply is thrown, any other shape than expected is refused. */
final class Reply {
  private Reply() {}

  static List<?> list(@Nullable Object reply) {
    if (reply instanceof List<?> list) {
      return list;
    }

    throw unexpected(reply, "a list");
  }

  static byte[] bytes(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return bytes;
    }

    throw unexpected(reply, "a string");
  }

  static String text(@Nullable Object reply) {
    return new String(bytes(reply), UTF_8);
  }

  static long number(@Nullable Object reply) {
    if (reply instanceof Long number) {
      return number;
    }

    throw unexpected(reply, "a number");
  }

  /** The reply of TIME: seconds and microseconds, as milliseconds since 1970. */
  static long timeMillis(@Nullable Object reply) {
    List<?> parts = list(reply);
    return Long.parseLong(text(parts.get(0))) * 1000 + Long.parseLong(text(parts.get(1))) / 1000;
  }

  private static RuntimeException unexpected(@Nullable Object reply, String wanted) {
    if (reply instanceof RedisReplyException error) {
      return error;
    }

    String found = reply == null ? "nothing" : "a " + reply.getClass().getSimpleName();
    return new IllegalStateException("the server answered " + found + " instead of " + wanted);
  }
}
