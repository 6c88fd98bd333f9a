package dev.keyferry.runners.direct;

import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;

/** Says in one line what ended a run. */
final class Failure {
  private Failure() {}

  /** The message of the exception below all wrappers, named by its class when it is the JDK's. */
  static String describe(Throwable thrown) {
    Throwable root = unwrap(thrown);
    String message = root.getMessage();
    if (message == null || message.isBlank()) {
      return root.getClass().getSimpleName();
    }

    String line = firstLine(Secrets.maskMessage(message));
    return root.getClass().getName().startsWith("java.")
        ? root.getClass().getSimpleName() + ": " + line
        : line;
  }

  static String firstLine(String message) {
    int end = message.strip().indexOf('\n');
    return end < 0 ? message.strip() : message.strip().substring(0, end).strip();
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable root = thrown;
    Throwable cause = root.getCause();
    while (cause != null && wraps(root, cause)) {
      root = cause;
      cause = root.getCause();
    }

    return root;
  }

  private static boolean wraps(Throwable thrown, Throwable cause) {
    String message = thrown.getMessage();
    return message == null
        || message.equals(cause.toString())
        || thrown instanceof UserCodeException
        || thrown instanceof PipelineExecutionException
        || thrown instanceof ExecutionException;
  }
}
