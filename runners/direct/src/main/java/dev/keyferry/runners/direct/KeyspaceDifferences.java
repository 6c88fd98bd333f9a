package dev.keyferry.runners.direct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a comparison found: all of it counted, the first of it named. Never holds a value. */
public final class KeyspaceDifferences {
  private static final int MAX_NAMED = 20;

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final List<String> named = new ArrayList<>();
  private long compared;

  KeyspaceDifferences() {}

  /** What can be different about a key. */
  public enum Kind {
    /** Only the source has the key. */
    MISSING,
    /** Only the target has the key. */
    EXTRA,
    /** The types differ. */
    TYPE,
    /** The values mean different things. */
    VALUE,
    /** The keys do not expire in the same millisecond. */
    TTL
  }

  /** The number of keys of the source that were looked at. */
  public long compared() {
    return compared;
  }

  public long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The first differences, one a line: kind, database, escaped key and what differs. */
  public List<String> named() {
    return Collections.unmodifiableList(named);
  }

  void compared(long keys) {
    compared += keys;
  }

  void add(KeyDifference difference, int database) {
    counts.merge(difference.kind(), 1L, Long::sum);
    if (named.size() < MAX_NAMED) {
      named.add("%s db %d %s".formatted(lowerCase(difference.kind()), database, difference));
    }
  }

  /** For example {@code 200,000 keys compared, 2 missing, 1 ttl}. */
  @Override
  public String toString() {
    String found =
        counts.entrySet().stream()
            .map(e -> ", " + Figures.count(e.getValue()) + ' ' + lowerCase(e.getKey()))
            .collect(Collectors.joining());
    return Figures.count(compared) + " keys compared" + (found.isEmpty() ? ", all equal" : found);
  }

  private static String lowerCase(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
