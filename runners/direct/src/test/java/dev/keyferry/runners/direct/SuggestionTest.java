package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> NAMES = List.of("source", "target", "readers", "migrate");

  @ParameterizedTest
  @CsvSource({
    "sorce, source",
    "SOURCE, source",
    "tagret, target",
    "reader, readers",
    "migarte, migrate"
  })
  void nearestNameIsFound(String word, String name) {
    assertThat(Suggestion.nearest(word, NAMES)).isEqualTo(name);
  }

  @Test
  void farNamesAreNotSuggested() {
    assertThat(Suggestion.nearest("x", NAMES)).isNull();
    assertThat(Suggestion.nearest("bandwidth", NAMES)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "kitten, sitting, 3", "'', abc, 3"})
  void distanceCountsEdits(String a, String b, int edits) {
    assertThat(Suggestion.distance(a, b)).isEqualTo(edits);
    assertThat(Suggestion.distance(b, a)).isEqualTo(edits);
  }
}
