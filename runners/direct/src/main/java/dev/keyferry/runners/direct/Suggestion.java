package dev.keyferry.runners.direct;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelt word was probably meant to be. */
final class Suggestion {
  private static final int MAX_DISTANCE = 3;

  private Suggestion() {}

  /** The nearest of {@code names}, or null when none is near. */
  static @Nullable String nearest(String word, Iterable<String> names) {
    String lower = word.toLowerCase(Locale.ROOT);
    int best = Math.min(MAX_DISTANCE, word.length() / 2) + 1;
    String nearest = null;
    for (String name : names) {
      int distance = distance(lower, name.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }

    return nearest;
  }

  /** How many letters to insert, delete, replace or swap with their neighbour. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }

    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }

      int[] oldest = beforeLast;
      beforeLast = last;
      last = row;
      row = oldest;
    }

    return last[b.length()];
  }
}
