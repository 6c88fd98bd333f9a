package dev.keyferry.servers;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The few DER encodings that an X.509 certificate consists of: tag, length, content.
 *
 * <p>Example: {@code integer(5)} is {@code 02 01 05}.
 */
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return encoded(0x30, concatenated(parts));
  }

  static byte[] set(byte[]... parts) {
    return encoded(0x31, concatenated(parts));
  }

  static byte[] integer(BigInteger value) {
    return encoded(0x02, value.toByteArray());
  }

  static byte[] yes() {
    return encoded(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] octets(byte[] content) {
    return encoded(0x04, content);
  }

  static byte[] text(String value) {
    return encoded(0x0c, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A bit string; {@code unusedBits} of the last byte do not count. */
  static byte[] bits(int unusedBits, byte[] content) {
    return encoded(0x03, concatenated(new byte[] {(byte) unusedBits}, content));
  }

  /** A time to the second, of a year below 2050. */
  static byte[] time(Instant instant) {
    return encoded(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /** Context-specific tag with primitive content. */
  static byte[] tagged(int number, byte[] content) {
    return encoded(0x80 | number, content);
  }

  /** Context-specific tag around a whole encoding. */
  static byte[] wrapped(int number, byte[] encoding) {
    return encoded(0xa0 | number, encoding);
  }

  /** An object identifier: 40 * first + second, then each number in groups of 7 bits. */
  static byte[] oid(int... numbers) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * numbers[0] + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (numbers[i] >>> shift != 0) {
          content.write(0x80 | (numbers[i] >>> shift & 0x7f));
        }
      }
      content.write(numbers[i] & 0x7f);
    }
    return encoded(0x06, content.toByteArray());
  }

  private static byte[] encoded(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int sign = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - sign));
      out.write(length, sign, length.length - sign);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
