package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.pipelines.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

  @Test
  void actionGetsTheOptionsAndDecidesTheExitCode() throws Exception {
    Command<ExampleSpeedOptions> command =
        new Command<>(
            "speed", "", List.of(), ExampleSpeedOptions.class, ExampleSpeedOptions::getReaders);

    assertThat(command.run(List.of("--readers=3"))).isEqualTo(3);
  }

  @Test
  void commandIsFoundByItsName() {
    assertThat(Command.named("migrate").name()).isEqualTo("migrate");
    assertThat(Command.named("demo").name()).isEqualTo("demo");
  }

  @Test
  void misspeltCommandIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Command.named("migarte"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown command migarte, did you mean migrate?  (./keyferry help lists all)");
    assertThatThrownBy(() -> Command.named("teleport"))
        .hasMessage("unknown command teleport  (./keyferry help lists all)");
  }
}
