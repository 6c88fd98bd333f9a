package dev.keyferry.runners.direct;

import java.util.Locale;

/** Keeps passwords off the command line and out of messages. */
final class Secrets {
  private static final String[] MARKS = {
    "pass", "secret", "token", "accesskey", "authkey", "pwd", "credential"
  };

  private Secrets() {}

  /** Whether an option that no command has was probably meant to carry a password. */
  static boolean isPasswordName(String option) {
    String name = option.toLowerCase(Locale.ROOT);
    if (name.endsWith("file") || name.equals("passes")) {
      return false;
    }

    for (String mark : MARKS) {
      if (name.contains(mark)) {
        return true;
      }
    }

    return name.equals("key") || name.equals("auth");
  }

  /** Where the password that was to go into {@code option} belongs. */
  static String refusal(String option) {
    String side = option.toLowerCase(Locale.ROOT).contains("target") ? "target" : "source";
    return "a password does not belong on the command line: put it into the environment variable"
        + " KEYFERRY_"
        + side.toUpperCase(Locale.ROOT)
        + "_PASSWORD or a file named by --"
        + side
        + "PasswordFile";
  }

  /** The value of an option or an argument, with what could be a password replaced by stars. */
  static String mask(String value) {
    int scheme = value.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    String masked = value;
    int at = value.lastIndexOf('@');
    int colon = value.indexOf(':', start);
    if (colon >= 0 && colon < at) {
      masked = value.substring(0, colon) + ":***" + value.substring(at);
    }

    int query = scheme < 0 ? -1 : masked.indexOf('?');
    return query < 0 ? masked : masked.substring(0, query) + "?***";
  }

  /** The text of a failure; only what follows a {@code scheme://} can hold a password there. */
  static String maskMessage(String message) {
    int scheme = message.indexOf("://");
    return scheme >= 0 && message.indexOf('@', scheme) >= 0 ? mask(message) : message;
  }
}
