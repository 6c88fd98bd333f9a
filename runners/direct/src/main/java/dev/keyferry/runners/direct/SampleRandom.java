package dev.keyferry.runners.direct;

import java.util.SplittableRandom;

/** Random values for one sample key, the same for the same seed and key number. */
final class SampleRandom {
  private static final byte[] ALPHABET =
      Bytes.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
  private static final String[] WORDS = {
    "\"status\":\"active\",", "\"country\":\"DE\",", "\"plan\":\"basic\",", "\"verified\":true,",
    "\"roles\":[\"reader\"],", "\"locale\":\"en-GB\",", "\"newsletter\":false,", "\"cart\":[],"
  };

  private final SplittableRandom random;

  SampleRandom(long seed, long number) {
    random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  long anyLong() {
    return random.nextLong();
  }

  /** A number from 0 (included) to 1 (excluded). */
  double fraction() {
    return random.nextDouble();
  }

  /** Letters and digits that LZF cannot shorten. */
  byte[] text(int minBytes, int maxBytes) {
    byte[] text = new byte[between(minBytes, maxBytes)];
    for (int i = 0; i < text.length; i += 10) {
      long bits = random.nextLong();
      for (int j = i; j < Math.min(i + 10, text.length); j++) {
        text[j] = ALPHABET[(int) (bits & 63)];
        bits >>>= 6;
      }
    }
    return text;
  }

  /** Text that repeats itself, as JSON documents do. */
  byte[] document(int minBytes, int maxBytes) {
    int length = between(minBytes, maxBytes);
    StringBuilder text = new StringBuilder(length + 32).append("{\"id\":").append(anyLong());
    text.append(',');
    while (text.length() < length) {
      text.append(WORDS[below(WORDS.length)]);
    }
    text.setLength(Math.max(1, length));
    return Bytes.of(text.toString());
  }

  byte[] binary(int minBytes, int maxBytes) {
    byte[] bytes = new byte[between(minBytes, maxBytes)];
    random.nextBytes(bytes);
    return bytes;
  }
}
