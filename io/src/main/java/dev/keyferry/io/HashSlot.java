package dev.keyferry.io;

import redis.clients.jedis.util.JedisClusterCRC16;

/** The hash slot of a key: CRC16 of the key, or of its {@code {tag}}, modulo 16384. */
final class HashSlot {
  private HashSlot() {}

  static int of(byte[] key) {
    return JedisClusterCRC16.getSlot(key);
  }
}
