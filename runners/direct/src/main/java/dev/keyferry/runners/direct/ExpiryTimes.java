package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when keys expire, exact to the millisecond. */
final class ExpiryTimes {
  static final long NO_EXPIRY = -1;
  static final long NO_KEY = -2;

  private static final int GROUP_KEYS = 8;
  private static final int MAX_ROUNDS = 1000;

  /*
   * Before 7.0 a server only tells the time left. It is exact between two TIMEs of the same
   * millisecond, so the keys are asked in groups: TIME, PTTL, ..., PTTL, TIME. A group takes some
   * microseconds; one that saw the millisecond change is asked again.
   */

  private ExpiryTimes() {}

  /** The absolute expiry of each key in milliseconds, {@link #NO_EXPIRY} or {@link #NO_KEY}. */
  static long[] read(KeyspaceView keyspace, List<byte[]> keys) {
    return keyspace.knowsExpiryTimes() ? told(keyspace, keys) : measured(keyspace, keys);
  }

  private static long[] told(KeyspaceView keyspace, List<byte[]> keys) {
    KeyBatch batch = new KeyBatch(keyspace);
    for (byte[] key : keys) {
      batch.ask(key, "PEXPIRETIME", key);
    }
    return batch.replies().stream().mapToLong(Replies::number).toArray();
  }

  private static long[] measured(KeyspaceView keyspace, List<byte[]> keys) {
    long[] expiries = new long[keys.size()];
    List<int[]> groups = groups(keyspace, keys);
    for (int round = 0; round < MAX_ROUNDS && !groups.isEmpty(); round++) {
      groups = measure(keyspace, keys, groups, expiries);
    }

    if (!groups.isEmpty()) {
      throw new IllegalStateException("Cannot read expiry times: server too slow for milliseconds");
    }
    return expiries;
  }

  /** Positions of keys that one server has. */
  private static List<int[]> groups(KeyspaceView keyspace, List<byte[]> keys) {
    IdentityHashMap<RedisConnection, BitSet> byServer = new IdentityHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byServer.computeIfAbsent(keyspace.primaryOf(keys.get(i)), server -> new BitSet()).set(i);
    }

    List<int[]> groups = new ArrayList<>();
    for (BitSet positions : byServer.values()) {
      int[] all = positions.stream().toArray();
      for (int from = 0; from < all.length; from += GROUP_KEYS) {
        int to = Math.min(from + GROUP_KEYS, all.length);
        groups.add(Arrays.copyOfRange(all, from, to));
      }
    }
    return groups;
  }

  /** Fills in what could be measured, returns the groups that could not. */
  private static List<int[]> measure(
      KeyspaceView keyspace, List<byte[]> keys, List<int[]> groups, long[] expiries) {
    KeyBatch batch = new KeyBatch(keyspace);
    for (int[] group : groups) {
      byte[] first = keys.get(group[0]);
      batch.ask(first, "TIME");
      for (int position : group) {
        batch.ask(keys.get(position), "PTTL", keys.get(position));
      }
      batch.ask(first, "TIME");
    }

    List<int[]> again = new ArrayList<>();
    List<@Nullable Object> replies = batch.replies();
    int next = 0;
    for (int[] group : groups) {
      List<@Nullable Object> answers = replies.subList(next, next + group.length + 2);
      next += group.length + 2;
      long millis = Replies.timeMillis(answers.get(0));
      if (millis != Replies.timeMillis(answers.get(group.length + 1))) {
        again.add(group);
        continue;
      }

      for (int i = 0; i < group.length; i++) {
        long left = Replies.number(answers.get(i + 1));
        expiries[group[i]] = left < 0 ? left : millis + left;
      }
    }
    return again;
  }
}
