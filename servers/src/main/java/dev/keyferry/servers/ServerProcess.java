package dev.keyferry.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** One redis-server process and its log. */
final class ServerProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final int LOG_LINES = 20;
  private static final String READY = "Ready to accept connections";
  /* "Address already in use" or, from musl's C library, "Address in use". */
  private static final Pattern PORT_TAKEN = Pattern.compile("bind: Address .*in use");

  private final String name;
  private final Process process;
  private final Path logFile;

  private ServerProcess(String name, Process process, Path logFile) {
    this.name = name;
    this.process = process;
    this.logFile = logFile;
  }

  /**
   * Starts the process; it is not ready yet.
   *
   * @param name of the server, for messages
   * @param directory to work in; the log there is begun anew
   */
  static ServerProcess start(String name, Path binary, Path config, Path directory)
      throws IOException {
    Path logFile = directory.resolve("redis.log");
    Process process =
        new ProcessBuilder(binary.toString(), config.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(logFile.toFile())
            .start();
    process.getOutputStream().close();
    return new ServerProcess(name, process, logFile);
  }

  /**
   * Waits until the server has said that it is ready and also answers. The first shows that it is
   * this process that has the port: where another server has it, that one would answer as well.
   */
  void awaitReady(BooleanSupplier answers) {
    Deadline deadline = Deadline.in(START_LIMIT);
    while (!(log().contains(READY) && answers.getAsBoolean())) {
      if (!process.isAlive()) {
        throw startFailure("it ended with exit code " + process.exitValue());
      }
      if (deadline.isOver()) {
        stop(Duration.ZERO);
        throw startFailure("it did not answer in " + START_LIMIT.toSeconds() + " s");
      }
      Deadline.pause();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the process ended because another one listens on its port. */
  boolean foundPortTaken() {
    return !process.isAlive() && PORT_TAKEN.matcher(log()).find();
  }

  /** Sends a signal, by its name without SIG. */
  void signal(String signal) {
    if (!process.isAlive()) {
      throw new ServerException("Cannot send SIG%s to %s: it does not run".formatted(signal, name));
    }

    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new ServerException("Cannot send SIG%s to %s".formatted(signal, name));
      }
    } catch (IOException e) {
      throw new ServerException("Cannot send SIG%s to %s".formatted(signal, name), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while signalling %s".formatted(name), e);
    }
  }

  /** Ends the process: by SIGTERM, then SIGKILL; with no grace by SIGKILL at once. */
  void stop(Duration grace) {
    try {
      if (!grace.isZero()) {
        process.destroy();
      }
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private ServerException startFailure(String reason) {
    List<String> lines = log().lines().toList();
    String end =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    return new ServerException(
        "Cannot start %s: %s; its last log lines:\n%s".formatted(name, reason, end));
  }

  private String log() {
    try {
      return Files.readString(logFile, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
