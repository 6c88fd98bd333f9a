package dev.keyferry.runners.direct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key's payload and absolute expiry at one moment. */
final class KeyState {
  /** Behind the value: two bytes of RDB version, eight of CRC. */
  private static final int FOOTER_BYTES = 10;

  private final byte @Nullable [] payload;
  private final long expiryMillis;

  private KeyState(byte @Nullable [] payload, long expiryMillis) {
    this.payload = payload;
    this.expiryMillis = expiryMillis;
  }

  static List<KeyState> read(KeyspaceView keyspace, List<byte[]> keys) {
    KeyBatch batch = new KeyBatch(keyspace);
    for (byte[] key : keys) {
      batch.ask(key, "DUMP", key);
    }
    List<@Nullable Object> payloads = batch.replies();
    long[] expiries = ExpiryTimes.read(keyspace, keys);

    List<KeyState> states = new ArrayList<>(keys.size());
    for (int i = 0; i < expiries.length; i++) {
      byte[] payload = expiries[i] == ExpiryTimes.NO_KEY ? null : (byte[]) payloads.get(i);
      states.add(new KeyState(payload, expiries[i]));
    }
    return states;
  }

  long expiryMillis() {
    return expiryMillis;
  }

  boolean isAbsent() {
    return payload == null;
  }

  boolean isExpiredAt(long millis) {
    return expiryMillis >= 0 && expiryMillis <= millis;
  }

  /** Equal payloads prove equal values; values can be equal without, for example reordered. */
  boolean hasSamePayload(KeyState other) {
    byte[] mine = payload;
    byte[] theirs = other.payload;
    return mine != null
        && theirs != null
        && mine.length == theirs.length
        && Arrays.equals(
            mine, 0, mine.length - FOOTER_BYTES, theirs, 0, theirs.length - FOOTER_BYTES);
  }
}
