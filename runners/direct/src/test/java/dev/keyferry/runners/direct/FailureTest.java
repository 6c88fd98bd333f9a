package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void wrappersAreTakenOff() {
    Throwable root = new BrokenServerException("target refuses writes\nand more");

    assertThat(
            Failure.describe(
                new PipelineExecutionException(
                    UserCodeException.wrap(new RuntimeException(new ExecutionException(root))))))
        .isEqualTo("target refuses writes");
  }

  @Test
  void messageThatAddsContextIsKept() {
    assertThat(
            Failure.describe(
                new BrokenServerException("cannot reach h:1", new UnknownHostException("h"))))
        .isEqualTo("cannot reach h:1");
  }

  @Test
  void exceptionsOfTheJdkAreNamed() {
    assertThat(Failure.describe(new UncheckedIOException(new UnknownHostException("h"))))
        .isEqualTo("UnknownHostException: h");
    assertThat(Failure.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void passwordIsMasked() {
    assertThat(Failure.describe(new BrokenServerException("cannot reach redis://u:pw@h")))
        .isEqualTo("cannot reach redis://u:***@h");
  }

  private static final class BrokenServerException extends RuntimeException {
    BrokenServerException(String message) {
      super(message);
    }

    BrokenServerException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
