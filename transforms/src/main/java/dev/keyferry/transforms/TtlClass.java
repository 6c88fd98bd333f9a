package dev.keyferry.transforms;

import dev.keyferry.io.KeyRecord;

/** How long a key has to live, roughly: what decides whether it survives a move. */
enum TtlClass {
  NONE("none", Long.MAX_VALUE),
  UNDER_1M("under-1m", 60_000L),
  UNDER_1H("under-1h", 3_600_000L),
  UNDER_1D("under-1d", 86_400_000L),
  UNDER_30D("under-30d", 30 * 86_400_000L),
  LONGER("longer", Long.MAX_VALUE);

  private final String label;
  private final long belowMillis;

  TtlClass(String label, long belowMillis) {
    this.label = label;
    this.belowMillis = belowMillis;
  }

  /** The class of an absolute expiry, by this machine's clock, which is near enough here. */
  static TtlClass of(long expireAtMillis, long nowMillis) {
    if (expireAtMillis == KeyRecord.NO_EXPIRY) {
      return NONE;
    }

    long left = expireAtMillis - nowMillis;
    for (TtlClass ttl : values()) {
      if (ttl != NONE && left < ttl.belowMillis) {
        return ttl;
      }
    }

    return LONGER;
  }

  String label() {
    return label;
  }
}
