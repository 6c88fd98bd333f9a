package dev.keyferry.runners.direct;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies as the types they are known to have. */
final class Replies {
  private Replies() {}

  static Object present(@Nullable Object reply) {
    if (reply == null) {
      throw new IllegalStateException("Server replied nothing where a value was due");
    }

    return reply;
  }

  static byte[] bytes(@Nullable Object reply) {
    return (byte[]) present(reply);
  }

  static long number(@Nullable Object reply) {
    return (Long) present(reply);
  }

  @SuppressWarnings("unchecked") // A reply's list holds what the server sent: any object.
  static List<Object> list(@Nullable Object reply) {
    return (List<Object>) present(reply);
  }

  /** The reply of TIME: seconds and microseconds. */
  static long timeMillis(@Nullable Object reply) {
    List<Object> time = list(reply);
    long micros = Long.parseLong(Bytes.text(time.get(1)));
    return Long.parseLong(Bytes.text(time.get(0))) * 1000 + micros / 1000;
  }

  /** Bytes, numbers and lists of them, so that {@code equals} compares what they hold. */
  static @Nullable Object comparable(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }

    return reply instanceof List<?> list
        ? list.stream().map(Replies::comparableElement).toList()
        : reply;
  }

  /** A list of alternating names and values. */
  static Map<String, Object> fields(@Nullable Object reply) {
    List<Object> list = list(reply);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i += 2) {
      fields.put(Bytes.text(list.get(i)), list.get(i + 1));
    }
    return fields;
  }

  private static Object comparableElement(@Nullable Object element) {
    Object comparable = comparable(element);
    return comparable == null ? Nothing.NULL : comparable;
  }

  private enum Nothing {
    NULL
  }
}
