package dev.keyferry.pipelines;

import dev.keyferry.io.RangeKind;
import org.jspecify.annotations.Nullable;

/** Whether the user leaves it to the program how a source is listed. */
public enum SourceRanges {
  /** What fits the server, found by trying. */
  AUTO(null),
  /** Hash slots by GETKEYSINSLOT: clusters up to Redis 7.2. */
  SLOTS(RangeKind.SLOTS),
  /** Hash slots by the SCAN cursor: clusters from Redis 7.4 and Valkey 8 on. */
  SLOT_CURSOR(RangeKind.SLOT_CURSOR),
  /** Arcs of the SCAN cursor: servers of their own. */
  CURSOR(RangeKind.CURSOR),
  /** One SCAN: everything else. */
  SCAN(RangeKind.SCAN);

  private final @Nullable RangeKind kind;

  SourceRanges(@Nullable RangeKind kind) {
    this.kind = kind;
  }

  /** The kind that was chosen; null to find out. */
  @Nullable RangeKind kind() {
    return kind;
  }
}
