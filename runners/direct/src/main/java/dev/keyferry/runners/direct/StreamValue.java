package dev.keyferry.runners.direct;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream with its groups, consumers and pending entries as XINFO STREAM FULL tells them. Two are
 * equal when all fields are that both servers know.
 */
final class StreamValue {
  /**
   * What follows from other fields, says how the stream is stored, or changes by mere looking. The
   * lag follows from the entries read, and versions compute it differently.
   */
  private static final Set<String> IGNORED =
      Set.of("radix-tree-keys", "radix-tree-nodes", "lag", "seen-time", "active-time");

  private static final Set<String> LISTS_OF_FIELDS = Set.of("groups", "consumers");

  private final Map<String, Object> fields;

  private StreamValue(Map<String, Object> fields) {
    this.fields = fields;
  }

  static StreamValue of(@Nullable Object reply) {
    Map<String, Object> fields = Replies.fields(reply);
    fields.keySet().removeAll(IGNORED);
    fields.replaceAll(
        (name, value) ->
            LISTS_OF_FIELDS.contains(name)
                ? Replies.list(value).stream().map(StreamValue::of).toList()
                : Replies.comparable(value));
    return new StreamValue(fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamValue stream
        && fields.keySet().stream()
            .filter(stream.fields::containsKey)
            .allMatch(name -> Objects.equals(fields.get(name), stream.fields.get(name)));
  }

  /** The same for all: equality leaves out fields that one side lacks. */
  @Override
  public int hashCode() {
    return List.of().hashCode();
  }
}
