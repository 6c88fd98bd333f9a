package dev.keyferry.runners.direct;

import java.nio.charset.StandardCharsets;

/** Writes string values: numbers, short and long texts, bitmaps and HyperLogLogs. */
final class SampleStrings {
  private static final int LARGE_VALUE_BYTES = 3 << 20;

  private SampleStrings() {}

  static void integer(SampleKey key, SampleRandom random) {
    long number = random.below(2) == 0 ? random.anyLong() : random.between(-1000, 100_000);
    key.with("SET", Bytes.of(number));
  }

  static void shortText(SampleKey key, SampleRandom random) {
    key.with("SET", random.text(10, 40));
  }

  static void longText(SampleKey key, SampleRandom random) {
    key.with("SET", random.text(60, 240));
  }

  static void document(SampleKey key, SampleRandom random) {
    key.with("SET", random.document(150, 700));
  }

  static void binary(SampleKey key, SampleRandom random) {
    key.with("SET", random.binary(1, 120));
  }

  static void empty(SampleKey key, SampleRandom random) {
    key.with("SET", new byte[0]);
  }

  static void nonAscii(SampleKey key, SampleRandom random) {
    key.with("SET", "Grüße, 世界 \uD83D\uDE80".getBytes(StandardCharsets.UTF_8));
  }

  static void large(SampleKey key, SampleRandom random) {
    key.with("SET", random.text(LARGE_VALUE_BYTES, LARGE_VALUE_BYTES));
  }

  static void bitmap(SampleKey key, SampleRandom random) {
    for (int i = 0; i < 12; i++) {
      key.with("SETBIT", Bytes.of(random.below(6000)), Bytes.of(1));
    }
  }

  static void sparseHyperLogLog(SampleKey key, SampleRandom random) {
    key.with("PFADD", texts(random, random.between(3, 30)));
  }

  static void denseHyperLogLog(SampleKey key, SampleRandom random) {
    key.with("PFADD", texts(random, 2500));
  }

  private static byte[][] texts(SampleRandom random, int count) {
    byte[][] texts = new byte[count][];
    for (int i = 0; i < count; i++) {
      texts[i] = random.text(12, 12);
    }
    return texts;
  }
}
