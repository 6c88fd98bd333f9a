package dev.keyferry.runners.direct;

/**
 * Writes streams. Ids and delivery times are given, so that the same seed makes the same stream.
 */
final class SampleStreams {
  private static final long FIRST_MILLIS = 1_700_000_000_000L;
  private static final byte[] GROUP = Bytes.of("billing");

  private SampleStreams() {}

  static void small(SampleKey key, SampleRandom random) {
    add(key, random, random.between(1, 6));
  }

  /** A stream of several nodes: a node holds 100 entries. */
  static void large(SampleKey key, SampleRandom random) {
    add(key, random, 250);
    key.with("XDEL", id(0), id(120), id(121), id(249));
  }

  /** A stream whose first, middle and last entries are gone: its last id has no entry. */
  static void deletedEntries(SampleKey key, SampleRandom random) {
    add(key, random, 12);
    key.with("XDEL", id(0), id(5), id(6), id(11));
  }

  /** Two groups; one with three consumers, acknowledged, pending and deleted pending entries. */
  static void groups(SampleKey key, SampleRandom random) {
    add(key, random, 10);
    createGroup(key, GROUP, "0");
    createGroup(key, Bytes.of("audit"), "$");
    read(key, "anna", 4, ">");
    read(key, "bernd", 3, ">");
    read(key, "idle", 1, "0");
    key.with("XACK", GROUP, id(1), id(4));
    deliver(key, "anna", random, id(0), id(2), id(3));
    deliver(key, "bernd", random, id(5), id(6));
    key.with("XDEL", id(2));
  }

  /** A group that was created before any entry. */
  static void emptyWithGroup(SampleKey key, SampleRandom random) {
    key.send("XGROUP", Bytes.of("CREATE"), key.name(), GROUP, Bytes.of("$"), Bytes.of("MKSTREAM"));
  }

  /** A stream that had entries: it is empty, but its next id must be greater. */
  static void emptied(SampleKey key, SampleRandom random) {
    add(key, random, 2);
    createGroup(key, GROUP, "0");
    key.with("XDEL", id(0), id(1));
  }

  private static void add(SampleKey key, SampleRandom random, int entries) {
    for (int i = 0; i < entries; i++) {
      if (random.below(8) == 0) {
        key.with("XADD", id(i), Bytes.of("note"), random.text(3, 30));
      } else {
        byte[] amount = Bytes.of(random.below(100_000));
        key.with("XADD", id(i), Bytes.of("amount"), amount, Bytes.of("by"), random.text(4, 12));
      }
    }
  }

  /** The id of entry {@code number}: three entries a millisecond. */
  private static byte[] id(int number) {
    return Bytes.of(FIRST_MILLIS + number / 3 + "-" + (number % 3 + 1));
  }

  private static void createGroup(SampleKey key, byte[] group, String after) {
    key.send("XGROUP", Bytes.of("CREATE"), key.name(), group, Bytes.of(after));
  }

  private static void read(SampleKey key, String consumer, int count, String after) {
    key.send(
        "XREADGROUP",
        Bytes.of("GROUP"),
        GROUP,
        Bytes.of(consumer),
        Bytes.of("COUNT"),
        Bytes.of(count),
        Bytes.of("STREAMS"),
        key.name(),
        Bytes.of(after));
  }

  /** Sets the time and the number of deliveries of entries that are pending already. */
  private static void deliver(SampleKey key, String consumer, SampleRandom random, byte[]... ids) {
    for (byte[] id : ids) {
      key.with(
          "XCLAIM",
          GROUP,
          Bytes.of(consumer),
          Bytes.of(0),
          id,
          Bytes.of("TIME"),
          Bytes.of(FIRST_MILLIS + random.below(1_000_000)),
          Bytes.of("RETRYCOUNT"),
          Bytes.of(random.between(1, 9)),
          Bytes.of("JUSTID"));
    }
  }
}
