package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTextTest {
  private static final Command<ExampleOptions> EXAMPLE =
      new Command<>(
          "example",
          "does nothing",
          List.of("example --source=redis://localhost:6379"),
          ExampleOptions.class,
          options -> 0);

  static List<Command<?>> commands() {
    return Command.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void overviewHasEveryCommand(Command<?> command) {
    assertThat(HelpText.overview())
        .contains("\n  " + command.name() + ' ')
        .contains(command.summary());
  }

  @Test
  void overviewTellsExitCodesAndPasswords() {
    assertThat(HelpText.overview())
        .contains("Exit codes", "KEYFERRY_SOURCE_PASSWORD", "--targetPasswordFile");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpHasEveryOptionOfTheCommand(Command<?> command) {
    assertEveryGetterAppears(command);
  }

  @Test
  void helpHasOptionsOfSuperInterfaces() {
    assertEveryGetterAppears(EXAMPLE);
  }

  @Test
  void optionShowsTypeDefaultAndDescription() {
    assertThat(HelpText.of(EXAMPLE).lines())
        .contains(
            "  --readers=N                 Connections that read the source at the same time."
                + " [whole number,",
            "  --verify=true|false         Whether to compare afterwards. [true or false, default"
                + " false]",
            "  --source=TEXT               redis[s]://[user@]host:port[/db]. The server to read."
                + " [text, required]",
            "  --existing=REPLACE|SKIP|LEAVE_ALL");
  }

  @Test
  void groupsComeInOrder() {
    String help = HelpText.of(EXAMPLE);

    assertThat(help).containsSubsequence("\nSource\n", "\nTarget\n", "\nSpeed\n", "\nOutput");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void linesFit(Command<?> command) {
    assertLinesFit(HelpText.of(command));
    assertLinesFit(HelpText.of(EXAMPLE));
    assertLinesFit(HelpText.overview());
  }

  private static void assertLinesFit(String help) {
    assertThat(help.lines()).allMatch(line -> line.length() <= TextPage.WIDTH);
    assertThat(help.lines()).noneMatch(line -> line.endsWith(" "));
  }

  private static void assertEveryGetterAppears(Command<?> command) {
    String help = HelpText.of(command);
    for (var method : command.options().getMethods()) {
      String name = method.getName();
      if (!method.getDeclaringClass().getName().startsWith("dev.keyferry.")
          || name.startsWith("set")) {
        continue;
      }

      String property = name.substring(name.startsWith("is") ? 2 : 3);
      assertThat(help).containsIgnoringCase("\n  --" + property + '=');
    }
  }
}
