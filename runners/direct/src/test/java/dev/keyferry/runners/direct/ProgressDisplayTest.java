package dev.keyferry.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, UTF_8);

  @AfterEach
  void forgetTheTerminal() {
    System.clearProperty(ProgressDisplay.TERMINAL);
  }

  @Test
  void shortRunPrintsNothing() {
    try (ProgressDisplay display = ProgressDisplay.to(err)) {
      display.update(0.5, 10, 100, Duration.ofMillis(100));
      display.update(1, 20, 200, Duration.ofMillis(1999));
    }

    assertThat(bytes.toString(UTF_8)).isEmpty();
  }

  @Test
  void lineHasAllFigures() {
    try (ProgressDisplay display = ProgressDisplay.to(err)) {
      display.update(0, 0, 0, Duration.ZERO);
      display.update(0.423, 1_234_567, 187_000_000, Duration.ofMillis(15_200));
    }

    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly("  42.3 %  1,234,567 keys  81,200 keys/s  12.3 MB/s  about 0:21 left");
  }

  @Test
  void linesComeEveryFiveSeconds() {
    try (ProgressDisplay display = ProgressDisplay.to(err)) {
      for (int tenth = 0; tenth <= 130; tenth++) {
        display.update(tenth / 130.0, tenth, tenth, Duration.ofMillis(tenth * 100L));
      }
    }

    assertThat(bytes.toString(UTF_8).lines()).hasSize(3);
  }

  @Test
  void unknownFractionShowsNoPercentage() {
    try (ProgressDisplay display = ProgressDisplay.to(err)) {
      display.update(Double.NaN, 1000, 5000, Duration.ofSeconds(5));
    }

    assertThat(bytes.toString(UTF_8).lines()).containsExactly("  1,000 keys  200 keys/s  1.0 kB/s");
  }

  @Test
  void terminalGetsABar() {
    System.setProperty(ProgressDisplay.TERMINAL, "true");
    try (ProgressDisplay display = ProgressDisplay.to(err)) {
      display.update(Double.NaN, 0, 0, Duration.ofSeconds(1));
      display.update(0.5, 1000, 5000, Duration.ofSeconds(5));
    }

    assertThat(bytes.toString(UTF_8)).contains("\r", "50.0 %", "1,000 keys");
  }

  /** A process of its own, with only our classes on its class path. */
  @Test
  void libraryIsNotNeededWithoutATerminal() throws Exception {
    String path = home(ProgressDisplay.class) + File.pathSeparator + home(Lines.class);
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java", "-cp", path, Lines.class.getName())
            .redirectErrorStream(true)
            .start();

    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output.strip()).isEqualTo("7 keys  1 keys/s  1 B/s");
  }

  private static Path home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** What the process of its own runs. */
  static final class Lines {
    public static void main(String[] args) {
      PrintStream err = System.err;
      try (ProgressDisplay display = ProgressDisplay.to(err)) {
        display.update(Double.NaN, 7, 7, Duration.ofSeconds(7));
      }
    }
  }
}
