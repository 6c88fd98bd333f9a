package dev.keyferry.runners.direct;

import java.time.Duration;

/**
 * Numbers as the terminal shows them, the same in every locale: {@code 1,234,567}, {@code 12.3 MB},
 * {@code 1:02:03}. Written by hand because {@link String#format} costs tens of milliseconds at its
 * first call.
 */
final class Figures {
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** A whole number with thousands separators: {@code 1,234,567}. */
  static String count(long number) {
    String digits = Long.toString(number);
    int first = number < 0 ? 1 : 0;
    StringBuilder text = new StringBuilder(digits.length() + 8);
    for (int i = 0; i < digits.length(); i++) {
      if (i > first && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }

      text.append(digits.charAt(i));
    }

    return text.toString();
  }

  /** Bytes in decimal units, one decimal from kB on: {@code 999 B}, {@code 12.3 MB}. */
  static String bytes(double bytes) {
    double scaled = Math.max(0, bytes);
    int unit = 0;
    while (unit < BYTE_UNITS.length - 1 && Math.round(scaled * 10) >= 10_000) {
      scaled /= 1000;
      unit++;
    }

    String number = unit == 0 ? count(Math.round(scaled)) : oneDecimal(Math.round(scaled * 10));
    return number + ' ' + BYTE_UNITS[unit];
  }

  /** A rate in three significant digits: {@code 81,200/s}. */
  static String rate(double perSecond) {
    return count(threeDigits(perSecond)) + "/s";
  }

  /** A rate of something named, in three significant digits: {@code 81,200 keys/s}. */
  static String rate(double perSecond, String unit) {
    return count(threeDigits(perSecond)) + ' ' + unit + "/s";
  }

  /** Minutes and seconds, with hours when there are any: {@code 0:21}, {@code 1:02:03}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.plusMillis(500).toSeconds());
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    String tail = (seconds % 60 < 10 ? ":0" : ":") + seconds % 60;
    if (hours == 0) {
      return minutes + tail;
    }

    return count(hours) + (minutes < 10 ? ":0" : ":") + minutes + tail;
  }

  /** A share, never rounded up, so that 100.0 % means all of it: {@code 42.3 %}. */
  static String percent(double fraction) {
    return oneDecimal((long) Math.floor(Math.min(1, Math.max(0, fraction)) * 1000 + 1e-6)) + " %";
  }

  private static String oneDecimal(long tenths) {
    return count(tenths / 10) + '.' + tenths % 10;
  }

  private static long threeDigits(double number) {
    long rounded = Math.round(Math.max(0, number));
    long step = 1;
    while (rounded / step >= 1000) {
      step *= 10;
    }

    return (rounded + step / 2) / step * step;
  }
}
