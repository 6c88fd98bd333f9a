package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisReplyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole values with the commands of their types. */
final class TypedValues {
  private static final byte[] FIRST = Bytes.of(0);
  private static final byte[] LAST = Bytes.of(-1);

  private TypedValues() {}

  /** The value of each key; of a type without a reading command only the type. */
  static List<TypedValue> read(KeyspaceView keyspace, List<byte[]> keys) {
    List<String> types = types(keyspace, keys);
    KeyBatch batch = new KeyBatch(keyspace);
    for (int i = 0; i < types.size(); i++) {
      askForValue(batch, types.get(i), keys.get(i));
    }
    List<@Nullable Object> replies = batch.repliesAndErrors();
    List<@Nullable Object> fieldExpiries = fieldExpiries(keyspace, keys, types, replies);

    List<TypedValue> values = new ArrayList<>(keys.size());
    for (int i = 0; i < types.size(); i++) {
      values.add(value(types.get(i), replies.get(i), fieldExpiries.get(i)));
    }
    return values;
  }

  private static List<String> types(KeyspaceView keyspace, List<byte[]> keys) {
    KeyBatch batch = new KeyBatch(keyspace);
    for (byte[] key : keys) {
      batch.ask(key, "TYPE", key);
    }
    return batch.replies().stream().map(reply -> Bytes.text(Replies.present(reply))).toList();
  }

  private static void askForValue(KeyBatch batch, String type, byte[] key) {
    switch (type) {
      case "string" -> batch.ask(key, "GET", key);
      case "list" -> batch.ask(key, "LRANGE", key, FIRST, LAST);
      case "set" -> batch.ask(key, "SMEMBERS", key);
      case "zset" -> batch.ask(key, "ZRANGE", key, FIRST, LAST, Bytes.of("WITHSCORES"));
      case "hash" -> batch.ask(key, "HGETALL", key);
      case "stream" -> {
        byte[] full = Bytes.of("FULL");
        batch.ask(key, "XINFO", Bytes.of("STREAM"), key, full, Bytes.of("COUNT"), Bytes.of(0));
      }
      default -> batch.ask(key, "TYPE", key);
    }
  }

  /** For each key the expiries of its fields in the order of HGETALL; nothing where none is. */
  private static List<@Nullable Object> fieldExpiries(
      KeyspaceView keyspace, List<byte[]> keys, List<String> types, List<@Nullable Object> hashes) {
    List<@Nullable Object> expiries = new ArrayList<>();
    KeyBatch batch = new KeyBatch(keyspace);
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      expiries.add(null);
      if (keyspace.knowsFieldExpiryTimes()
          && types.get(i).equals("hash")
          && hashes.get(i) instanceof List<?> fields
          && !fields.isEmpty()) {
        batch.ask(keys.get(i), "HPEXPIRETIME", fieldArguments(keys.get(i), fields));
        asked.add(i);
      }
    }

    List<@Nullable Object> replies = batch.replies();
    for (int i = 0; i < replies.size(); i++) {
      expiries.set(asked.get(i), replies.get(i));
    }
    return expiries;
  }

  private static byte[][] fieldArguments(byte[] key, List<?> fields) {
    List<byte[]> args = new ArrayList<>();
    args.add(key);
    args.add(Bytes.of("FIELDS"));
    args.add(Bytes.of(fields.size() / 2));
    for (int i = 0; i < fields.size(); i += 2) {
      args.add(Replies.bytes(fields.get(i)));
    }
    return args.toArray(byte[][]::new);
  }

  private static TypedValue value(
      String type, @Nullable Object reply, @Nullable Object fieldExpiries) {
    if (!(reply instanceof RedisReplyException error)) {
      return TypedValue.of(type, reply, fieldExpiries);
    }

    // Gone since its type was asked for; only XINFO calls this an error.
    if (String.valueOf(error.getMessage()).contains("no such key")) {
      return TypedValue.absent();
    }

    throw error;
  }
}
