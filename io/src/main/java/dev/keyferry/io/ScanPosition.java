package dev.keyferry.io;

/**
 * One order for every way of listing a keyspace: a position between 0 and {@link #END}, such that
 * listing runs upwards through the positions and any two of them bound a range.
 *
 * <h2>Cursor arcs</h2>
 *
 * <p>SCAN visits the buckets of a hash table of 2^n buckets in the order of their numbers with the
 * n bits reversed: it increments the cursor from its highest bit down. Read backwards, as a 64-bit
 * number, the cursor only grows, and because growing or shrinking the table adds or drops bits at
 * the far end, a position keeps its meaning while the server rehashes. The position is that number
 * shifted right by 2: cursors never use their two highest bits.
 *
 * <p>Any position is a valid start. The server masks the cursor to its table's size, so a start in
 * the middle of a bucket reads the whole bucket: keys may come twice, none is missed.
 *
 * <h2>Slots</h2>
 *
 * <p>Slot s begins at {@code s << 48}, and 16384 slots end at {@link #END}. Inside a slot the lower
 * 48 bits are the reversed cursor of the slot's own hash table, as above.
 *
 * <p>Source: {@code dictScan} in Redis' {@code dict.c}, {@code kvstoreScan} in {@code kvstore.c};
 * both measured on ten server versions.
 */
final class ScanPosition {
  /** Behind the last position: 2^62. */
  static final long END = 1L << 62;

  static final int SLOTS = 16384;

  private static final int SLOT_BITS = 14;
  private static final int DICT_BITS = 48;
  private static final long DICT_MASK = (1L << DICT_BITS) - 1;

  private ScanPosition() {}

  /** Where an arc that starts with this cursor begins. */
  static long ofCursor(long cursor) {
    return Long.reverse(cursor) >>> 2;
  }

  /** The cursor to hand to SCAN to go on from a position. */
  static long toCursor(long position) {
    return Long.reverse(position << 2);
  }

  /** Where a slot begins; for {@value #SLOTS} the end. */
  static long ofSlot(int slot) {
    return (long) slot << DICT_BITS;
  }

  /** The slot that a position lies in; {@value #SLOTS} for the end. */
  static int slot(long position) {
    return (int) (position >>> DICT_BITS);
  }

  /** The first slot that begins at or after a position. */
  static int slotFrom(long position) {
    return (int) ((position + DICT_MASK) >>> DICT_BITS);
  }

  /** Where a cursor of {@link RangeKind#SLOT_CURSOR} points. */
  static long ofSlotCursor(long cursor) {
    int slot = (int) (cursor & (SLOTS - 1));
    return ofSlot(slot) | (Long.reverse(cursor >>> SLOT_BITS) >>> (64 - DICT_BITS));
  }

  /** The cursor of {@link RangeKind#SLOT_CURSOR} to go on from a position before the end. */
  static long toSlotCursor(long position) {
    long dictCursor = Long.reverse((position & DICT_MASK) << (64 - DICT_BITS));
    return (dictCursor << SLOT_BITS) | slot(position);
  }
}
