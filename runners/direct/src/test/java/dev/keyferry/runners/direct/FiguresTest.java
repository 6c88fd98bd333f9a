package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void countHasThousandsSeparators() {
    assertThat(Figures.count(0)).isEqualTo("0");
    assertThat(Figures.count(999)).isEqualTo("999");
    assertThat(Figures.count(1000)).isEqualTo("1,000");
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.count(-123_456)).isEqualTo("-123,456");
    assertThat(Figures.count(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
  }

  @Test
  void bytesChangeTheUnitBeforeAFourthDigit() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(999)).isEqualTo("999 B");
    assertThat(Figures.bytes(1000)).isEqualTo("1.0 kB");
    assertThat(Figures.bytes(12_345_678)).isEqualTo("12.3 MB");
    assertThat(Figures.bytes(999_940_000)).isEqualTo("999.9 MB");
    assertThat(Figures.bytes(999_960_000)).isEqualTo("1.0 GB");
    assertThat(Figures.bytes(5e18)).isEqualTo("5,000.0 PB");
  }

  @Test
  void ratesHaveThreeSignificantDigits() {
    assertThat(Figures.rate(81_234)).isEqualTo("81,200/s");
    assertThat(Figures.rate(999.6)).isEqualTo("1,000/s");
    assertThat(Figures.rate(0.4)).isEqualTo("0/s");
    assertThat(Figures.rate(1_235_000, "keys")).isEqualTo("1,240,000 keys/s");
  }

  @Test
  void durationsShowHoursOnlyWhenThereAreAny() {
    assertThat(Figures.duration(Duration.ZERO)).isEqualTo("0:00");
    assertThat(Figures.duration(Duration.ofMillis(20_600))).isEqualTo("0:21");
    assertThat(Figures.duration(Duration.ofSeconds(605))).isEqualTo("10:05");
    assertThat(Figures.duration(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    assertThat(Figures.duration(Duration.ofHours(100))).isEqualTo("100:00:00");
  }

  @Test
  void percentIsFullOnlyAtTheEnd() {
    assertThat(Figures.percent(0)).isEqualTo("0.0 %");
    assertThat(Figures.percent(0.423)).isEqualTo("42.3 %");
    assertThat(Figures.percent(0.9999)).isEqualTo("99.9 %");
    assertThat(Figures.percent(1.5)).isEqualTo("100.0 %");
  }

  @Test
  void localeDoesNotMatter() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Figures.bytes(12_345_678)).isEqualTo("12.3 MB");
      assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    } finally {
      Locale.setDefault(before);
    }
  }
}
