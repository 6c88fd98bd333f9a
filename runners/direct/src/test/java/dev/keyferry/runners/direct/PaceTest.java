package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void firstSampleStandsForAllSinceTheStart() {
    pace.add(0.1, 500, 1000, Duration.ofSeconds(2));

    assertThat(pace.keysPerSecond()).isEqualTo(250);
    assertThat(pace.bytesPerSecond()).isEqualTo(500);
    assertThat(pace.left()).isNull();
  }

  @Test
  void ratesForgetWhatIsOlderThanFiveSeconds() {
    for (int second = 0; second <= 20; second++) {
      pace.add(Double.NaN, second <= 10 ? 0 : (second - 10) * 100, 0, Duration.ofSeconds(second));
    }

    assertThat(pace.keysPerSecond()).isEqualTo(100);
  }

  @Test
  void timeLeftFollowsTheAverageSpeed() {
    pace.add(0.0, 0, 0, Duration.ofSeconds(10));
    pace.add(0.25, 0, 0, Duration.ofSeconds(20));

    assertThat(pace.left()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void unknownFractionLeavesTheTimeOpen() {
    pace.add(Double.NaN, 1, 1, Duration.ofSeconds(1));
    pace.add(Double.NaN, 2, 2, Duration.ofSeconds(2));

    assertThat(pace.fraction()).isNaN();
    assertThat(pace.left()).isNull();
  }

  @Test
  void figuresShowKeysAndRates() {
    assertThat(pace.figures()).isEqualTo("0 keys  0 keys/s  0 B/s");
    pace.add(0.5, 1_234_567, 12_300_000, Duration.ofSeconds(1));

    assertThat(pace.figures()).isEqualTo("1,234,567 keys  1,230,000 keys/s  12.3 MB/s");
  }
}
