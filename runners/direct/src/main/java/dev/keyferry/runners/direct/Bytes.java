package dev.keyferry.runners.direct;

import java.nio.charset.StandardCharsets;

/** Command arguments and replies as bytes. */
final class Bytes {
  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] of(long number) {
    return of(Long.toString(number));
  }

  /** The text of a reply that is known to be text, such as a cursor or a type. */
  static String text(Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    return reply.toString();
  }
}
