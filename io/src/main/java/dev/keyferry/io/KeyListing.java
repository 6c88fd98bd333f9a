package dev.keyferry.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the keys of a range in steps, each of about a page. Between two steps everything before
 * {@link #position} has been listed and nothing behind it is needed to go on.
 */
abstract class KeyListing {
  /** Begins a listing at the range's first position. */
  static KeyListing of(KeyspaceRange range, int pageKeys) {
    return switch (range.node().kind()) {
      case SLOTS -> new OfSlots(range, pageKeys);
      case CURSOR -> new OfArc(range, pageKeys);
      case SLOT_CURSOR -> new OfSlotCursor(range, pageKeys);
      case SCAN -> new OfOneScan(range, pageKeys);
    };
  }

  final KeyspaceRange range;
  final int pageKeys;
  private long position;

  private KeyListing(KeyspaceRange range, int pageKeys) {
    this.range = range;
    this.pageKeys = pageKeys;
    this.position = range.from();
  }

  /** Where the next step begins. */
  final long position() {
    return position;
  }

  /** The keys of the next step, which may be none; moves the position on, maybe past {@code to}. */
  final List<byte[]> next(RedisNode node, long to) {
    List<byte[]> keys = new ArrayList<>(pageKeys);
    position = step(node, to, keys);
    return keys;
  }

  /** What is left of the range from here. */
  KeyspaceRange rest(long to) {
    return range.between(position, to);
  }

  /** Adds the keys of one step and returns the position behind it. */
  abstract long step(RedisNode node, long to, List<byte[]> keys);

  /** Sends one SCAN; returns the cursor that it answers, 0 at the end. */
  final long scan(RedisNode node, long cursor, long count, List<byte[]> keys) {
    Object reply =
        node.call(
            range.database(),
            RedisCommand.SCAN,
            RedisConnection.ascii(Long.toUnsignedString(cursor)),
            RedisConnection.ascii("COUNT"),
            RedisConnection.ascii(count));
    List<?> parts = Reply.list(reply);
    for (Object key : Reply.list(parts.get(1))) {
      keys.add(Reply.bytes(key));
    }

    return Long.parseUnsignedLong(Reply.text(parts.get(0)));
  }

  /** Fewer towards the end, so that the last step does not run far into the next range. */
  final long shrinkingCount(long to) {
    if (to == ScanPosition.END) {
      return pageKeys;
    }

    return Math.max(1, Math.min(pageKeys, (long) range.keysBetween(position, to)));
  }

  /** Ranges of positions that are a SCAN cursor in disguise. */
  private abstract static class OfCursor extends KeyListing {
    OfCursor(KeyspaceRange range, int pageKeys) {
      super(range, pageKeys);
    }

    abstract long toCursor(long position);

    abstract long toPosition(long cursor);

    @Override
    long step(RedisNode node, long to, List<byte[]> keys) {
      long reached = step(node, position(), shrinkingCount(to), keys);
      if (reached > to && to < ScanPosition.END) {
        dropOvershoot(node, to, reached, keys);
      }

      return reached;
    }

    /**
     * Drops the keys that lie behind the range's end: those that SCAN names when it starts there.
     * The next range lists them.
     *
     * <p>SCAN names a bucket from its beginning, which may lie before the end, and by the time the
     * next range is read the table may have other buckets. So a key is dropped only when its bucket
     * is known to begin behind the end: a cursor is always a multiple of the bucket's length, which
     * is therefore at most the lowest bit of the cursor that the same SCAN answered.
     */
    void dropOvershoot(RedisNode node, long to, long reached, List<byte[]> keys) {
      Set<ByteBuffer> behind = new HashSet<>();
      for (long from = to; from < reached; ) {
        List<byte[]> listed = new ArrayList<>();
        long next = step(node, from, 1, listed);
        long longestBucket = Long.lowestOneBit(next);
        if (from - from % longestBucket >= to) {
          listed.forEach(key -> behind.add(ByteBuffer.wrap(key)));
        }

        from = next;
      }

      keys.removeIf(key -> behind.contains(ByteBuffer.wrap(key)));
    }

    private long step(RedisNode node, long from, long count, List<byte[]> keys) {
      long cursor = scan(node, toCursor(from), count, keys);
      return cursor == 0 ? ScanPosition.END : toPosition(cursor);
    }
  }

  private static final class OfArc extends OfCursor {
    OfArc(KeyspaceRange range, int pageKeys) {
      super(range, pageKeys);
    }

    @Override
    long toCursor(long position) {
      return ScanPosition.toCursor(position);
    }

    @Override
    long toPosition(long cursor) {
      return ScanPosition.ofCursor(cursor);
    }
  }

  private static final class OfSlotCursor extends OfCursor {
    OfSlotCursor(KeyspaceRange range, int pageKeys) {
      super(range, pageKeys);
    }

    @Override
    long toCursor(long position) {
      return ScanPosition.toSlotCursor(position);
    }

    @Override
    long toPosition(long cursor) {
      return ScanPosition.ofSlotCursor(cursor);
    }

    /** Between two slots, the name of a key says on which side it is. */
    @Override
    void dropOvershoot(RedisNode node, long to, long reached, List<byte[]> keys) {
      int endSlot = ScanPosition.slotFrom(to);
      keys.removeIf(key -> HashSlot.of(key) >= endSlot);
      if (ScanPosition.ofSlot(endSlot) != to) {
        super.dropOvershoot(node, to, Math.min(reached, ScanPosition.ofSlot(endSlot)), keys);
      }
    }
  }

  /** Positions say only how much is left: the share of the known number of keys already seen. */
  private static final class OfOneScan extends KeyListing {
    private long cursor;

    OfOneScan(KeyspaceRange range, int pageKeys) {
      super(range, pageKeys);
      this.cursor = range.scanCursor();
    }

    @Override
    long step(RedisNode node, long to, List<byte[]> keys) {
      cursor = scan(node, cursor, pageKeys, keys);
      if (cursor == 0) {
        return ScanPosition.END;
      }

      double share = keys.size() / Math.max(1, range.keysBetween(0, ScanPosition.END));
      long ahead = position() + (long) (share * ScanPosition.END);
      return Math.min(ahead, ScanPosition.END - 1);
    }

    @Override
    KeyspaceRange rest(long to) {
      return range.resumedAt(position(), cursor);
    }
  }

  private static final class OfSlots extends KeyListing {
    /** One reply per slot: more would hold up the server for little gain. */
    private static final int MOST_SLOTS = 64;

    private static final byte[] GETKEYSINSLOT = RedisConnection.ascii("GETKEYSINSLOT");

    /** GETKEYSINSLOT has no cursor: a slot comes whole. The server allots only what it needs. */
    private static final byte[] ALL = RedisConnection.ascii(Integer.MAX_VALUE);

    OfSlots(KeyspaceRange range, int pageKeys) {
      super(range, pageKeys);
    }

    @Override
    long step(RedisNode node, long to, List<byte[]> keys) {
      double keysPerSlot = range.keysBetween(0, ScanPosition.ofSlot(1));
      int slots = (int) Math.max(1, Math.min(MOST_SLOTS, pageKeys / Math.max(0.1, keysPerSlot)));
      int first = ScanPosition.slot(position());
      int end = Math.min(ScanPosition.slot(to), first + slots);
      node.run(range.database(), new Slots(first, end, keys));
      return ScanPosition.ofSlot(end);
    }

    private record Slots(int first, int end, List<byte[]> keys) implements Pipelined {
      @Override
      public int size() {
        return end - first;
      }

      @Override
      public void send(int index, RedisConnection connection) {
        connection.send(
            RedisCommand.CLUSTER, GETKEYSINSLOT, RedisConnection.ascii(first + index), ALL);
      }

      @Override
      public void accept(int index, @Nullable Object reply) {
        for (Object key : Reply.list(reply)) {
          keys.add(Reply.bytes(key));
        }
      }
    }
  }
}
