package dev.keyferry.runners.direct;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a sample key looks like: how often it comes, its name, in which {@code #} is the key's
 * number, and its value. Weight 0 comes once.
 */
enum SampleShape {
  INTEGER(80, "user:#:visits", SampleStrings::integer),
  SHORT_TEXT(170, "session:#", SampleStrings::shortText),
  LONG_TEXT(130, "user:#:token", SampleStrings::longText),
  DOCUMENT(90, "user:#:profile", SampleStrings::document),
  BINARY_VALUE(30, "thumb:#", SampleStrings::binary),
  EMPTY(4, "flag:#", SampleStrings::empty),
  NON_ASCII(6, "größe:#:名前", SampleStrings::nonAscii),
  BITMAP(8, "seen:2024:#", SampleStrings::bitmap),
  SPARSE_HYPERLOGLOG(10, "visitors:#", SampleStrings::sparseHyperLogLog),
  DENSE_HYPERLOGLOG(0, "visitors:all:#", SampleStrings::denseHyperLogLog),
  LARGE_VALUE(0, "export:#", SampleStrings::large),
  SMALL_LIST(70, "queue:#", SampleCollections::smallList),
  LARGE_LIST(1, "log:#", SampleCollections::largeList),
  LARGE_ELEMENTS(0, "mail:#", SampleCollections::listOfLargeElements),
  INTEGER_SET(40, "friends:#", SampleCollections::smallIntegerSet),
  LARGE_INTEGER_SET(0, "followers:#", SampleCollections::largeIntegerSet),
  SMALL_SET(50, "tags:#", SampleCollections::smallSet),
  LARGE_SET(1, "index:#", SampleCollections::largeSet),
  SMALL_SORTED_SET(60, "rank:#", SampleCollections::smallSortedSet),
  LARGE_SORTED_SET(1, "leaderboard:#", SampleCollections::largeSortedSet),
  SMALL_HASH(120, "product:#", SampleCollections::smallHash),
  WIDE_HASH(10, "article:#", SampleCollections::wideHash),
  LARGE_HASH(1, "stock:#", SampleCollections::largeHash),
  SMALL_STREAM(20, "events:#", SampleStreams::small),
  LARGE_STREAM(1, "feed:#", SampleStreams::large),
  DELETED_ENTRIES(4, "orders:#", SampleStreams::deletedEntries),
  STREAM_GROUPS(6, "payments:#", SampleStreams::groups),
  EMPTY_STREAM(1, "inbox:#", SampleStreams::emptyWithGroup),
  EMPTIED_STREAM(1, "outbox:#", SampleStreams::emptied),
  TAGGED(60, "{shop:#}:cart", SampleCollections::smallHash),
  BINARY_KEY(25, "#", SampleStrings::shortText),
  LONG_KEY(0, "#", SampleStrings::shortText);

  private static final int LONG_KEY_BYTES = 1024;
  private static final SampleShape[] SHAPES = values();
  private static final int TOTAL_WEIGHT = Arrays.stream(SHAPES).mapToInt(s -> s.weight).sum();

  private final int weight;
  private final String pattern;
  private final Value value;

  SampleShape(int weight, String pattern, Value value) {
    this.weight = weight;
    this.pattern = pattern;
    this.value = value;
  }

  /** The first keys show every shape once, the others follow the weights. */
  static SampleShape of(long number, SampleRandom random) {
    if (number < SHAPES.length) {
      return SHAPES[(int) number];
    }

    int left = random.below(TOTAL_WEIGHT);
    for (SampleShape shape : SHAPES) {
      left -= shape.weight;
      if (left < 0) {
        return shape;
      }
    }
    throw new AssertionError("Weights changed");
  }

  byte[] keyName(long number) {
    return switch (this) {
      case BINARY_KEY -> binaryKey(number);
      case LONG_KEY -> Bytes.of("archive:" + "0123456789abcdef".repeat(LONG_KEY_BYTES / 16));
      default -> Bytes.of(pattern.replace("#", Long.toString(number)));
    };
  }

  void write(SampleKey key, SampleRandom random) {
    value.write(key, random);
  }

  /** Whether fields of the value can expire; the field {@code id} is always there. */
  boolean isHash() {
    return switch (this) {
      case SMALL_HASH, WIDE_HASH, LARGE_HASH, TAGGED -> true;
      default -> false;
    };
  }

  /** Bytes that are no UTF-8, with NUL, CR and LF among them. */
  private static byte[] binaryKey(long number) {
    return ByteBuffer.allocate(14)
        .put(new byte[] {0, (byte) 0xff, (byte) 0xc3, '\r', '\n', (byte) 0x80})
        .putLong(number)
        .array();
  }

  @Immutable
  private interface Value {
    void write(SampleKey key, SampleRandom random);
  }
}
