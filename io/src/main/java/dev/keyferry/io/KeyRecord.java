package dev.keyferry.io;

/**
 * One key with its value: what a copy carries from the source's socket to the target's.
 *
 * <p>The value is a payload, the reply of DUMP: RDB type byte, value, RDB version (2 bytes, little
 * endian), CRC-64 (8 bytes, little endian). It is never decoded here. The byte arrays are shared,
 * not copied: nobody may change them.
 */
public final class KeyRecord {
  /** The expiry of a key that never expires. */
  public static final long NO_EXPIRY = -1;

  private final int database;
  private final byte[] key;
  private final long expireAtMillis;
  private final byte[] payload;

  private KeyRecord(int database, byte[] key, long expireAtMillis, byte[] payload) {
    this.database = database;
    this.key = key;
    this.expireAtMillis = expireAtMillis;
    this.payload = payload;
  }

  /**
   * A record of a key.
   *
   * @param expireAtMillis Unix time in milliseconds at which the key dies, or {@link #NO_EXPIRY}
   */
  public static KeyRecord of(int database, byte[] key, long expireAtMillis, byte[] payload) {
    return new KeyRecord(database, key, expireAtMillis, payload);
  }

  /** Number of the database, 0 on a cluster. */
  public int database() {
    return database;
  }

  /** The key's bytes, which need not be text. */
  public byte[] key() {
    return key;
  }

  /** Unix time in milliseconds at which the key dies, or {@link #NO_EXPIRY}. */
  public long expireAtMillis() {
    return expireAtMillis;
  }

  /** The reply of DUMP. */
  public byte[] payload() {
    return payload;
  }

  /** The type of the value. */
  public RedisType type() {
    return RedisType.ofPayload(payload);
  }

  /** Bytes of key and payload together. */
  public long bytes() {
    return (long) key.length + payload.length;
  }

  /** The same record in another database. */
  public KeyRecord withDatabase(int database) {
    return new KeyRecord(database, key, expireAtMillis, payload);
  }

  /** Key and sizes, never the value. */
  @Override
  public String toString() {
    return EscapedKey.of(key) + "@" + database + " (" + type() + ", " + payload.length + " bytes)";
  }
}
