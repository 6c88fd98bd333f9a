package dev.keyferry.io;

/** A key as it is shown to people: printable ASCII as it is, every other byte as {@code \xHH}. */
public final class EscapedKey {
  private static final int LONGEST_SHOWN = 200;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private EscapedKey() {}

  /**
   * The escaped key, cut after {@value #LONGEST_SHOWN} bytes.
   *
   * <p>Example: {@code 61 00 ff 5c} gives {@code a\x00\xff\\}.
   */
  public static String of(byte[] key) {
    String shown = escape(key, Math.min(key.length, LONGEST_SHOWN));
    return key.length > LONGEST_SHOWN ? shown + "... (" + key.length + " bytes)" : shown;
  }

  /** The escaped key, whole. */
  public static String whole(byte[] key) {
    return escape(key, key.length);
  }

  private static String escape(byte[] key, int length) {
    StringBuilder text = new StringBuilder(length + 8);
    for (int i = 0; i < length; i++) {
      int b = key[i] & 0xff;
      if (b == '\\') {
        text.append("\\\\");
      } else if (b >= ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append("\\x").append(HEX[b >> 4]).append(HEX[b & 15]);
      }
    }

    return text.toString();
  }
}
