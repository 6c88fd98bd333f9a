package dev.keyferry.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of one database of one server, from one position (inclusive) to another (exclusive).
 * Immutable.
 *
 * <p>Ranges of one server and database that touch cover its keys without a gap. What a position is,
 * says {@link ScanPosition}; it depends on the {@link RangeKind}.
 */
final class KeyspaceRange implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About how many keys lie at least between two places where a hash table may be cut. */
  private static final int FEWEST_KEYS = 16;

  private final SourceNode node;
  private final int database;
  private final long from;
  private final long to;

  /** Where SCAN goes on, for {@link RangeKind#SCAN} only, whose positions are estimates. */
  private final long scanCursor;

  /** The part of a database of which the size is known; shares of it are worked out by length. */
  private final long wholeFrom;

  private final long wholeTo;
  private final long wholeKeys;

  private KeyspaceRange(
      SourceNode node,
      int database,
      long from,
      long to,
      long scanCursor,
      long wholeFrom,
      long wholeTo,
      long wholeKeys) {
    if (from > to || from < 0 || to > ScanPosition.END) {
      throw new IllegalArgumentException("Malformed range [" + from + ", " + to + ")");
    }

    this.node = node;
    this.database = database;
    this.from = from;
    this.to = to;
    this.scanCursor = scanCursor;
    this.wholeFrom = wholeFrom;
    this.wholeTo = wholeTo;
    this.wholeKeys = wholeKeys;
  }

  /** A range that holds a known number of keys, evenly spread. */
  static KeyspaceRange of(SourceNode node, int database, long from, long to, long keys) {
    return new KeyspaceRange(node, database, from, to, 0, from, to, keys);
  }

  SourceNode node() {
    return node;
  }

  int database() {
    return database;
  }

  /** First position, inclusive. */
  long from() {
    return from;
  }

  /** Last position, exclusive. */
  long to() {
    return to;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** How many keys the range holds, by its share of the known whole. */
  double keys() {
    return keysBetween(from, to);
  }

  /** How many keys lie between two positions, by their distance. */
  double keysBetween(long low, long high) {
    return wholeTo == wholeFrom ? 0 : wholeKeys * ((double) (high - low) / (wholeTo - wholeFrom));
  }

  /** Bytes of keys and payloads, from the sampled average; at least 1 so that no range is free. */
  long estimatedBytes() {
    return Math.max(1, (long) (keys() * node.averageBytes()));
  }

  KeyspaceRange between(long newFrom, long newTo) {
    return new KeyspaceRange(
        node, database, newFrom, newTo, scanCursor, wholeFrom, wholeTo, wholeKeys);
  }

  /** What is left when the one SCAN of a {@link RangeKind#SCAN} range has come to a cursor. */
  KeyspaceRange resumedAt(long position, long cursor) {
    return new KeyspaceRange(node, database, position, to, cursor, wholeFrom, wholeTo, wholeKeys);
  }

  long scanCursor() {
    return scanCursor;
  }

  /**
   * Cuts the range into parts of about the same length, no more than {@code parts}, none empty.
   * Slots are never cut where slots are the unit of listing.
   */
  List<KeyspaceRange> split(int parts) {
    List<KeyspaceRange> split = new ArrayList<>();
    long start = from;
    for (int i = 1; i <= parts; i++) {
      long cut = i == parts ? to : cut((double) i / parts);
      if (cut > start) {
        split.add(between(start, cut));
        start = cut;
      }
    }

    return split;
  }

  /** The position nearest to a share of the range (0 to 1) at which it may be cut. */
  long cut(double share) {
    long length = to - from;
    return switch (node.kind()) {
      case SLOTS -> from + slotAligned((long) (share * length));
      case CURSOR, SLOT_CURSOR -> bucketAligned(from + (long) (share * length));
      case SCAN -> share < 1 ? from : to;
    };
  }

  /**
   * The nearest position that is sure to lie between two buckets of the server's hash table, now
   * and when it grows: inside a bucket neither side could tell which keys are its own. A table has
   * a power of two of buckets, and about one for a key.
   */
  private long bucketAligned(long position) {
    long most = node.kind() == RangeKind.CURSOR ? ScanPosition.END : ScanPosition.ofSlot(1);
    double length = FEWEST_KEYS / Math.max(1e-18, keysBetween(0, 1));
    long unit = length >= most ? most : Long.highestOneBit((long) length) << 1;
    long aligned = position - position % unit + (position % unit >= unit / 2 ? unit : 0);
    return Math.max(from, Math.min(to, aligned));
  }

  private static long slotAligned(long length) {
    return ScanPosition.ofSlot(ScanPosition.slot(length + ScanPosition.ofSlot(1) / 2));
  }

  /** As people name it: {@code db0 slots 0-5460 of host:port}, {@code db2 25.0-50.0 % of ...}. */
  @Override
  public String toString() {
    String part =
        switch (node.kind()) {
          case SLOTS, SLOT_CURSOR ->
              "slots " + ScanPosition.slot(from) + "-" + (ScanPosition.slotFrom(to) - 1);
          case CURSOR -> percent(from) + "-" + percent(to) + " %";
          case SCAN -> "all keys";
        };
    return "db" + database + " " + part + " of " + node.endpoint();
  }

  private static double percent(long position) {
    return Math.round(1000.0 * position / ScanPosition.END) / 10.0;
  }
}
