package dev.keyferry.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void endsWithZeroWhenAllWasCopied() {
    assertThat(demo(DemoTest::copy)).isZero();
    assertThat(text())
        .contains("Filled the first with 200 keys of all types in 2 databases")
        .contains("$ ./keyferry migrate --source=redis://127.0.0.1:")
        .contains("200 keys compared, all equal");
  }

  @Test
  void endsWithFourWhenSomethingDiffers() {
    ToIntFunction<List<String>> forgetful =
        words -> {
          copy(words);
          try (RedisConnection target = connect(words.get(2))) {
            target.call("DEL", Replies.bytes(target.call("RANDOMKEY")));
          }
          return 0;
        };

    assertThat(demo(forgetful)).isEqualTo(4);
    assertThat(text()).contains("200 keys compared, 1 missing").contains("missing db 0 \"");
  }

  @Test
  void endsWithTheExitCodeOfTheMigration() {
    assertThat(demo(words -> 3)).isEqualTo(3);
    assertThat(text()).doesNotContain("Compared");
  }

  @Test
  void fillsTwoHundredThousandKeysByDefault() {
    assertThat(PipelineOptionsFactory.as(DemoOptions.class).getKeys()).isEqualTo(200_000);
  }

  private int demo(ToIntFunction<List<String>> keyferry) {
    return new Demo(200, new PrintStream(out, true, UTF_8), keyferry).run();
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private static int copy(List<String> words) {
    try (RedisConnection source = connect(words.get(1));
        RedisConnection target = connect(words.get(2))) {
      PayloadCopy.copy(source, target);
    }
    return 0;
  }

  private static RedisConnection connect(String option) {
    return RedisConnection.open(RedisEndpoint.parse(option.substring(option.indexOf("redis://"))));
  }
}
