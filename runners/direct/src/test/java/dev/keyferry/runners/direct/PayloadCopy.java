package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import java.util.List;

/** The simplest migration, to have one that the program under test has no part in. */
final class PayloadCopy {
  private PayloadCopy() {}

  static void copy(RedisConnection source, RedisConnection target) {
    KeyspaceView keyspace = KeyspaceView.of(source);
    for (int database : keyspace.databases()) {
      keyspace.select(database);
      target.select(database);
      keyspace.forEachPage(page -> copy(keyspace, page, target));
    }
  }

  private static void copy(KeyspaceView keyspace, List<byte[]> keys, RedisConnection target) {
    long[] expiries = ExpiryTimes.read(keyspace, keys);
    for (int i = 0; i < expiries.length; i++) {
      byte[] key = keys.get(i);
      byte[] payload = Replies.bytes(keyspace.primaryOf(key).call("DUMP", key));
      byte[] expiry = Bytes.of(Math.max(0, expiries[i]));
      target.call("RESTORE", key, expiry, payload, Bytes.of("ABSTTL"));
    }
  }
}
