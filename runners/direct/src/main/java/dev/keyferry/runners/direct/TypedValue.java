package dev.keyferry.runners.direct;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value by what it means, whatever its encoding: the members of a set have no order, a score is a
 * number and no text. {@code equals} compares meanings.
 */
record TypedValue(String type, @Nullable Object content) {
  private static final String NO_KEY = "none";
  private static final Set<String> READABLE =
      Set.of("string", "list", "set", "zset", "hash", "stream");

  static TypedValue absent() {
    return new TypedValue(NO_KEY, null);
  }

  /**
   * The reply to the type's reading command; for a hash also the reply of HPEXPIRETIME for all its
   * fields where the server knows it.
   */
  static TypedValue of(String type, @Nullable Object reply, @Nullable Object fieldExpiries) {
    Object content =
        switch (type) {
          case "set" -> new HashSet<>((List<?>) Replies.present(Replies.comparable(reply)));
          case "zset" -> scores(Replies.list(reply));
          case "hash" -> fields(Replies.list(reply), fieldExpiries);
          case "stream" -> StreamValue.of(reply);
          default -> Replies.comparable(reply);
        };
    return new TypedValue(type, content);
  }

  /** Whether no command reads the type, so that only payloads can prove two values equal. */
  boolean isUnreadable() {
    return !READABLE.contains(type);
  }

  boolean isAbsent() {
    return type.equals(NO_KEY);
  }

  private static Map<ByteBuffer, Double> scores(List<Object> reply) {
    Map<ByteBuffer, Double> scores = new HashMap<>();
    for (int i = 0; i < reply.size(); i += 2) {
      scores.put(ByteBuffer.wrap(Replies.bytes(reply.get(i))), score(Bytes.text(reply.get(i + 1))));
    }
    return scores;
  }

  /** Negative zero is zero: versions differ in how they print it. */
  private static double score(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text) + 0.0;
    };
  }

  private static Map<ByteBuffer, HashField> fields(List<Object> reply, @Nullable Object expiries) {
    Map<ByteBuffer, HashField> fields = new HashMap<>();
    for (int i = 0; i < reply.size(); i += 2) {
      byte[] value = Replies.bytes(reply.get(i + 1));
      long expiryMillis =
          expiries == null
              ? ExpiryTimes.NO_EXPIRY
              : Replies.number(Replies.list(expiries).get(i / 2));
      fields.put(
          ByteBuffer.wrap(Replies.bytes(reply.get(i))),
          new HashField(ByteBuffer.wrap(value), expiryMillis));
    }
    return fields;
  }

  private record HashField(ByteBuffer value, long expiryMillis) {}
}
