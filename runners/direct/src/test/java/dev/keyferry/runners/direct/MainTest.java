package dev.keyferry.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpGoesToStandardOutput(String word) {
    assertThat(run(word)).isEqualTo(0);
    assertThat(out.toString(UTF_8)).isEqualTo(HelpText.overview());
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void noArgumentsAreWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).isEqualTo(HelpText.overview());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"migrate --help", "migrate --readers=abc -h", "help migrate", "-h migrate"})
  void helpOfACommand(String words) {
    assertThat(run(words.split(" ", -1))).isEqualTo(0);
    assertThat(out.toString(UTF_8)).isEqualTo(HelpText.of(Command.named("migrate")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void versionIsOneLine(String word) {
    assertThat(run(word)).isEqualTo(0);
    assertThat(out.toString(UTF_8)).startsWith("keyferry ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"migarte", "migrate --sorce=x", "--source=x", "help nothing", "migrate"})
  void wrongUsageIsOneLineAndTwo(String words) {
    assertThat(run(words.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).startsWith("keyferry: ").hasLineCount(1);
  }

  private int run(String... args) {
    return Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void stackTraceIsShownOnlyForDebugging() {
    PrintStream stream = new PrintStream(err, true, UTF_8);
    Main.report(new IllegalStateException("no disk"), null, stream);
    assertThat(err.toString(UTF_8).strip())
        .isEqualTo("keyferry: failed: IllegalStateException: no disk");

    Main.report(new IllegalStateException("no disk"), "1", stream);
    assertThat(err.toString(UTF_8)).contains("\tat dev.keyferry.");
  }
}
