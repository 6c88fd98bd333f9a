package dev.keyferry.runners.direct;

import dev.keyferry.pipelines.UsageException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks the value of one option and brings it into the form that Beam reads. */
final class OptionValue {
  private OptionValue() {}

  /** Returns the value as Beam wants it, or fails with the values that are allowed. */
  static String check(Option option, String value) {
    if (value.isEmpty() && !"".equals(option.defaultText())) {
      throw new UsageException(
          "--"
              + option.name()
              + "= needs a value: --"
              + option.name()
              + '='
              + option.placeholder());
    }

    return switch (option.kind()) {
      case WHOLE -> whole(option, value);
      case NUMBER -> number(option, value);
      case SWITCH -> truth(option, value);
      case CHOICE -> choice(option, value);
      case TEXT, LIST, OTHER -> value;
    };
  }

  private static String whole(Option option, String value) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong(option, value, "must be a whole number", e);
    }

    if (option.isInt() && number != (int) number) {
      throw wrong(
          option, value, "must be a whole number up to " + Figures.count(Integer.MAX_VALUE), null);
    }

    return Long.toString(number);
  }

  private static String number(Option option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return Double.toString(number);
      }
    } catch (NumberFormatException e) {
      throw wrong(option, value, "must be a number", e);
    }

    throw wrong(option, value, "must be a number", null);
  }

  private static String truth(Option option, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      throw wrong(option, value, "must be true or false", null);
    }

    return lower;
  }

  private static String choice(Option option, String value) {
    String wanted = value.replace('-', '_');
    for (Object constant : option.type().getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      if (name.equalsIgnoreCase(wanted)) {
        return name;
      }
    }

    throw wrong(option, value, "must be one of " + option.choices(), null);
  }

  private static UsageException wrong(
      Option option, String value, String rule, @Nullable Throwable cause) {
    UsageException e =
        new UsageException("--" + option.name() + '=' + Secrets.mask(value) + ": " + rule);
    if (cause != null) {
      e.initCause(cause);
    }

    return e;
  }
}
