package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPageTest {
  private final TextPage page = new TextPage();

  @Test
  void explanationIsAlignedOverItsLines() {
    page.entry("--a=N", 12, "word ".repeat(20).strip());

    assertThat(page)
        .hasToString(
            "  --a=N     " + "word ".repeat(16) + "word\n" + " ".repeat(12) + "word word word\n");
  }

  @Test
  void wideLeftColumnGetsItsOwnLine() {
    page.entry("--muchWider=N", 12, "what it is");

    assertThat(page).hasToString("  --muchWider=N\n            what it is\n");
  }

  @Test
  void wordThatFitsNowhereIsKeptWhole() {
    page.wrapped("x".repeat(120) + " y", 2, 2);

    assertThat(page).hasToString("  " + "x".repeat(120) + "\n  y\n");
  }

  @Test
  void longExampleContinuesWithABackslash() {
    page.example("./keyferry " + "--option=value ".repeat(7).strip());

    assertThat(page.toString().lines()).hasSize(2).first().asString().endsWith(" \\");
  }
}
