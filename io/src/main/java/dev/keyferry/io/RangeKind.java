package dev.keyferry.io;

/** How the keys of one server are listed, and so into what ranges its keyspace can be cut. */
public enum RangeKind {
  /**
   * Hash slots, by CLUSTER GETKEYSINSLOT. For clusters up to Redis 7.2. Exact: no key comes twice.
   */
  SLOTS,

  /**
   * Hash slots, by SCAN with the cursor {@code (dict cursor << 14) | slot}. For clusters from Redis
   * 7.4 and Valkey 8 on, which keep a hash table per slot. A large slot can be cut again. Complete.
   * A key comes twice only where a slot was cut while the server grows or shrinks its table.
   */
  SLOT_CURSOR,

  /**
   * Arcs of the SCAN cursor in the order in which SCAN runs through it, that is with its bits
   * reversed. For a server with one hash table: not in a cluster, or in one up to Redis 7.2.
   * Complete. A key comes twice only while the server grows or shrinks its table.
   */
  CURSOR,

  /**
   * One SCAN from beginning to end; the cursor means nothing. For proxies and unknown servers.
   * Complete; a key may come twice.
   */
  SCAN;

  /** Whether a server of this kind lists all of its keys that way. */
  boolean fits(ServerInfo info) {
    return switch (this) {
      case SLOTS -> info.isCluster();
      case SLOT_CURSOR -> info.hasTablePerSlot();
      case CURSOR -> !info.hasTablePerSlot();
      case SCAN -> true;
    };
  }
}
