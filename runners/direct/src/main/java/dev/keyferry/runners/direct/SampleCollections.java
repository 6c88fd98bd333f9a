package dev.keyferry.runners.direct;

/**
 * Writes lists, sets, sorted sets and hashes. The small ones stay in the compact encodings under
 * every default configuration, the large ones do not.
 */
final class SampleCollections {
  private static final String[] SPECIAL_SCORES = {
    "inf", "-inf", "0.1", "-2.5", "1e300", "-0.000001", "9007199254740993"
  };
  private static final String[] FIELDS = {
    "id", "name", "email", "street", "city", "phone", "created", "visits", "score", "note"
  };

  private SampleCollections() {}

  static void smallList(SampleKey key, SampleRandom random) {
    byte[][] elements = new byte[random.between(1, 10)][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.below(3) == 0 ? Bytes.of(random.below(70_000)) : random.text(4, 30);
    }
    key.with("RPUSH", elements);
  }

  /** A list of several nodes: a node holds 8 KiB. */
  static void largeList(SampleKey key, SampleRandom random) {
    byte[][] elements = new byte[300][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.text(40, 80);
    }
    key.with("RPUSH", elements);
  }

  /** A list with elements larger than a node. */
  static void listOfLargeElements(SampleKey key, SampleRandom random) {
    key.with("RPUSH", random.text(9000, 9000), random.text(5, 5), random.document(20_000, 20_000));
  }

  static void smallIntegerSet(SampleKey key, SampleRandom random) {
    key.with("SADD", numbers(random, random.between(1, 12)));
  }

  static void largeIntegerSet(SampleKey key, SampleRandom random) {
    key.with("SADD", numbers(random, 700));
  }

  static void smallSet(SampleKey key, SampleRandom random) {
    key.with("SADD", members(random, random.between(1, 9)));
  }

  static void largeSet(SampleKey key, SampleRandom random) {
    key.with("SADD", members(random, 250));
  }

  static void smallSortedSet(SampleKey key, SampleRandom random) {
    key.with("ZADD", scored(random, random.between(1, 10)));
  }

  static void largeSortedSet(SampleKey key, SampleRandom random) {
    key.with("ZADD", scored(random, 200));
  }

  static void smallHash(SampleKey key, SampleRandom random) {
    int fields = random.between(1, FIELDS.length);
    byte[][] args = new byte[2 * fields][];
    for (int i = 0; i < fields; i++) {
      args[2 * i] = Bytes.of(FIELDS[i]);
      args[2 * i + 1] = random.below(4) == 0 ? Bytes.of(random.below(9999)) : random.text(5, 25);
    }
    key.with("HSET", args);
  }

  /** Few fields, but one value over the 64 bytes that the compact encoding takes. */
  static void wideHash(SampleKey key, SampleRandom random) {
    key.with("HSET", Bytes.of("id"), random.text(8, 8), Bytes.of("body"), random.text(70, 200));
  }

  static void largeHash(SampleKey key, SampleRandom random) {
    byte[][] args = new byte[2 * 600][];
    for (int i = 0; i < args.length; i += 2) {
      args[i] = Bytes.of(i == 0 ? "id" : "field:" + i);
      args[i + 1] = random.text(6, 16);
    }
    key.with("HSET", args);
  }

  private static byte[][] numbers(SampleRandom random, int count) {
    byte[][] numbers = new byte[count][];
    int shift = random.below(60);
    for (int i = 0; i < count; i++) {
      numbers[i] = Bytes.of(random.anyLong() >> shift);
    }
    return numbers;
  }

  private static byte[][] members(SampleRandom random, int count) {
    byte[][] members = new byte[count][];
    for (int i = 0; i < count; i++) {
      members[i] = random.text(6, 24);
    }
    return members;
  }

  private static byte[][] scored(SampleRandom random, int members) {
    byte[][] args = new byte[2 * members][];
    for (int i = 0; i < members; i++) {
      args[2 * i] = Bytes.of(score(random));
      args[2 * i + 1] = random.text(5, 20);
    }
    return args;
  }

  private static String score(SampleRandom random) {
    return switch (random.below(4)) {
      case 0 -> SPECIAL_SCORES[random.below(SPECIAL_SCORES.length)];
      case 1 -> Double.toString(random.fraction() * 1000);
      default -> Integer.toString(random.between(-500, 1_000_000));
    };
  }
}
