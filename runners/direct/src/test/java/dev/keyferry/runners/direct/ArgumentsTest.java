package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.pipelines.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @Test
  void valuesReachTheOptions() {
    ExampleOptions options =
        parse(
            "--readers=4",
            "--flightBytes=12345678901",
            "--rateLimit=0.5",
            "--sourcePasswordFile=secret.txt",
            "--existing=leave-all",
            "--verify",
            "--addPrefix=",
            "--databases=0,1",
            "--databases=7",
            "--secondPlace=b");

    assertThat(options.getSource()).isEqualTo("redis://h:1");
    assertThat(options.getReaders()).isEqualTo(4);
    assertThat(options.getFlightBytes()).isEqualTo(12_345_678_901L);
    assertThat(options.getRateLimit()).isEqualTo(0.5);
    assertThat(options.getSourcePasswordFile()).isEqualTo("secret.txt");
    assertThat(options.getExisting()).isEqualTo(ExampleOptions.Existing.LEAVE_ALL);
    assertThat(options.isVerify()).isTrue();
    assertThat(options.getAddPrefix()).isEmpty();
    assertThat(options.getDatabases()).containsExactly("0", "1", "7");
    assertThat(options.getSecondPlace()).isEqualTo("b");
  }

  @Test
  void defaultsHoldWhereNothingIsGiven() {
    ExampleOptions options = parse();

    assertThat(options.getReaders()).isEqualTo(16);
    assertThat(options.isVerify()).isFalse();
    assertThat(options.getExisting()).isEqualTo(ExampleOptions.Existing.REPLACE);
  }

  @Test
  void beamsOwnOptionsAreTaken() {
    DirectOptions options =
        parse("--targetParallelism=3", "--blockOnRun=FALSE").as(DirectOptions.class);

    assertThat(options.getTargetParallelism()).isEqualTo(3);
    assertThat(options.isBlockOnRun()).isFalse();
    assertThat(parse("--experiments=a")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = ';',
      value = {
        "--sorce=x; unknown option --sorce, did you mean --source?  (./keyferry migrate --help"
            + " lists all)",
        "--bandwidth=3; unknown option --bandwidth  (./keyferry migrate --help lists all)",
        "--targetParalelism=3; unknown option --targetParalelism, did you mean --targetParallelism?"
            + "  (./keyferry migrate --help lists all)",
        "word; not an option: word, every option is written --name=value  (./keyferry migrate"
            + " --help lists all)",
        "--; not an option: --, every option is written --name=value  (./keyferry migrate --help"
            + " lists all)",
        "-x; not an option: -x, options start with two dashes  (./keyferry migrate --help lists"
            + " all)",
        "-readers=3; options start with two dashes: --readers",
        "--readers; --readers= needs a value: --readers=N",
        "--readers=; --readers= needs a value: --readers=N",
        "--sourcePasswordFile=; --sourcePasswordFile= needs a value: --sourcePasswordFile=FILE",
        "--readers=abc; --readers=abc: must be a whole number",
        "--readers=1.5; --readers=1.5: must be a whole number",
        "--readers=3000000000; --readers=3000000000: must be a whole number up to 2,147,483,647",
        "--flightBytes=1k; --flightBytes=1k: must be a whole number",
        "--rateLimit=fast; --rateLimit=fast: must be a number",
        "--rateLimit=NaN; --rateLimit=NaN: must be a number",
        "--verify=yes; --verify=yes: must be true or false",
        "--existing=drop; --existing=drop: must be one of REPLACE|SKIP|LEAVE_ALL",
        "--source=redis://h:2; --source is given twice"
      })
  void eachMistakeIsOneLine(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void blankInsteadOfEqualsSignIsExplained() {
    assertThatThrownBy(() -> parse("--readers", "4"))
        .hasMessage("write --readers=4 with an equals sign and no blank");
    assertThatThrownBy(() -> parse("--verify", "true"))
        .hasMessage("write --verify=true with an equals sign and no blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password=hunter2",
        "--sourcePassword=hunter2",
        "--targetPassword hunter2",
        "--pass=hunter2",
        "--token=hunter2",
        "--key=hunter2",
        "--accessKey=hunter2"
      })
  void passwordIsRefusedWithoutItsValue(String arguments) {
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("a password does not belong on the command line: ")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://u:hunter2@h:1",
        "u:hunter2@h",
        "--readers=redis://u:hunter2@h:1",
        "--existing=redis://u:hunter2@h:1",
        "--runner=redis://u:hunter2@h:1",
        "--redis://u:hunter2@h:1",
        "--readers redis://u:hunter2@h:1",
        "-ahunter2",
        "-a hunter2"
      })
  void noMessageRepeatsAPassword(String arguments) {
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void requiredOptionIsNamedWithItsForm() {
    assertThatThrownBy(
            () -> Arguments.parse("migrate", ExampleOptions.class, List.of("--firstPlace=a")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--source is required: redis[s]://[user@]host:port[/db]");
  }

  @Test
  void oneOptionOfARequiredGroupIsEnough() {
    assertThatThrownBy(
            () -> Arguments.parse("migrate", ExampleOptions.class, List.of("--source=redis://h:1")))
        .hasMessageStartingWith("one of --firstPlace, --secondPlace is required");
  }

  @Test
  void beamsComplaintIsOneLine() {
    assertThatThrownBy(() -> parse("--runner=Nowhere"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Nowhere")
        .hasMessageNotContaining("\n");
  }

  private static ExampleOptions parse(String... arguments) {
    List<String> words = new ArrayList<>(List.of("--source=redis://h:1", "--firstPlace=a"));
    words.addAll(List.of(arguments));
    return Arguments.parse("migrate", ExampleOptions.class, words);
  }
}
