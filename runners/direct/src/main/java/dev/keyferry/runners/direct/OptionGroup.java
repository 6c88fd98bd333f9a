package dev.keyferry.runners.direct;

import java.util.Locale;

/** The headings under which help lists the options of a command; told by their names. */
enum OptionGroup {
  SOURCE("Source"),
  TARGET("Target"),
  DATA("What is moved"),
  SPEED("Speed"),
  OUTPUT("Output and checks");

  private static final String[] OUTPUT_WORDS = {
    "report", "progress", "log", "letter", "failures", "output", "verify", "quiet", "json"
  };
  private static final String[] SPEED_WORDS = {
    "reader",
    "writer",
    "parallel",
    "thread",
    "batch",
    "page",
    "flight",
    "rate",
    "range",
    "retr",
    "connection",
    "timeout",
    "bytes",
    "second",
    "limit"
  };

  private final String title;

  OptionGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Source and target by the start of the name, the others by a word in it, else the data. */
  static OptionGroup of(String option) {
    String name = option.toLowerCase(Locale.ROOT);
    if (name.startsWith("source")) {
      return SOURCE;
    }
    if (name.startsWith("target") || name.startsWith("existing")) {
      return TARGET;
    }
    if (containsAny(name, OUTPUT_WORDS)) {
      return OUTPUT;
    }

    return containsAny(name, SPEED_WORDS) ? SPEED : DATA;
  }

  private static boolean containsAny(String name, String[] words) {
    for (String word : words) {
      if (name.contains(word)) {
        return true;
      }
    }

    return false;
  }
}
