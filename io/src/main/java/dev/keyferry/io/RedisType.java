package dev.keyferry.io;

import java.util.Locale;

/**
 * The type of a value, told by the first byte of its payload, so that no TYPE command is needed.
 *
 * <p>Source of the numbers: {@code RDB_TYPE_*} in Redis' {@code rdb.h}, up to RDB version 12.
 */
public enum RedisType {
  STRING,
  LIST,
  SET,
  ZSET,
  HASH,
  STREAM,
  MODULE,
  /** A type byte that is newer than this program. It is copied all the same. */
  UNKNOWN;

  private static final RedisType[] BY_TYPE_BYTE = {
    STRING, // 0
    LIST, SET, ZSET, // 3: scores as text
    HASH, ZSET, // 5: scores as binary doubles
    MODULE, MODULE, UNKNOWN, // 8: never used
    HASH, // 9: zipmap
    LIST, // 10: ziplist
    SET, // 11: intset
    ZSET, // 12: ziplist
    HASH, // 13: ziplist
    LIST, // 14: quicklist of ziplists
    STREAM, // 15
    HASH, // 16: listpack
    ZSET, // 17: listpack
    LIST, // 18: quicklist of listpacks
    STREAM, // 19: with first id and entries added
    SET, // 20: listpack
    STREAM, // 21: with active time of consumers
    HASH, // 22: field expiry, before 7.4 was released
    HASH, // 23: the same as listpack
    HASH, // 24: field expiry
    HASH, // 25: field expiry, listpack
  };

  /** The name as Redis writes it: {@code string}, {@code zset}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RedisType ofPayload(byte[] payload) {
    int typeByte = payload[0] & 0xff;
    return typeByte < BY_TYPE_BYTE.length ? BY_TYPE_BYTE[typeByte] : UNKNOWN;
  }
}
