package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out by trying whether a server's SCAN cursors mean what Redis' do. Proxies and look-alikes
 * answer INFO as Redis does and still have cursors of their own; ranges of those would lose keys.
 *
 * <p>The probe starts SCAN in the middle of nowhere at some positions, and checks that it goes on
 * from there in the expected order and in steps of the expected size. A cursor of another meaning
 * passes all of that by accident about never.
 */
final class CursorProbe {
  private static final int STARTS = 8;
  private static final int COUNT = 8;

  /** With fewer keys steps are too coarse to tell, and one SCAN reads them as fast. */
  static final long FEWEST_KEYS = 2000;

  /** Buckets are filled unevenly, and tables are up to 8 times larger than what they hold. */
  private static final double SLACK = 64;

  private CursorProbe() {}

  /** Whether positions of {@link RangeKind#CURSOR} hold for a database of so many keys. */
  static boolean arcs(RedisNode node, int database, long keys) {
    for (int i = 0; i < STARTS; i++) {
      long from = i * (ScanPosition.END / STARTS);
      long cursor = step(node, database, ScanPosition.toCursor(from), new ArrayList<>());
      long reached = cursor == 0 ? ScanPosition.END : ScanPosition.ofCursor(cursor);
      double share = (double) (reached - from) / ScanPosition.END;
      if (reached <= from || share > SLACK * COUNT / keys || highBits(cursor)) {
        return false;
      }
    }

    return true;
  }

  /** Whether positions of {@link RangeKind#SLOT_CURSOR} hold for a node. */
  static boolean slotCursors(RedisNode node, int firstSlot, int lastSlot) {
    for (int i = 0; i < STARTS; i++) {
      int slot = firstSlot + (int) ((long) (lastSlot - firstSlot) * i / STARTS);
      List<byte[]> keys = new ArrayList<>();
      long cursor = step(node, 0, ScanPosition.toSlotCursor(ScanPosition.ofSlot(slot)), keys);
      int reached =
          cursor == 0 ? ScanPosition.SLOTS : ScanPosition.slot(ScanPosition.ofSlotCursor(cursor));
      boolean inOrder =
          keys.stream()
              .mapToInt(HashSlot::of)
              .allMatch(keySlot -> slot <= keySlot && keySlot <= reached);
      if (reached < slot || !inOrder) {
        return false;
      }
    }

    return true;
  }

  private static long step(RedisNode node, int database, long cursor, List<byte[]> keys) {
    List<?> reply =
        Reply.list(
            node.call(
                database,
                RedisCommand.SCAN,
                RedisConnection.ascii(Long.toUnsignedString(cursor)),
                RedisConnection.ascii("COUNT"),
                RedisConnection.ascii(COUNT)));
    for (Object key : Reply.list(reply.get(1))) {
      keys.add(Reply.bytes(key));
    }

    return Long.parseUnsignedLong(Reply.text(reply.get(0)));
  }

  /** The bits of a cursor that a position has no room for, and a hash table never needs. */
  private static boolean highBits(long cursor) {
    return cursor >>> 62 != 0;
  }
}
