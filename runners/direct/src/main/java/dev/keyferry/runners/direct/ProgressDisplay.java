package dev.keyferry.runners.direct;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows how far a run is: a bar on a terminal, else a line every five seconds. For one thread, as
 * often as it likes.
 */
interface ProgressDisplay extends AutoCloseable {
  /** The system property that is {@code true} when standard error is a terminal. */
  String TERMINAL = "keyferry.terminal";

  /** The display that fits {@code err}. */
  static ProgressDisplay to(PrintStream err) {
    return Boolean.getBoolean(TERMINAL) ? new ProgressOnTerminal(err) : new ProgressLines(err);
  }

  /**
   * Notes where the run stands.
   *
   * @param fractionRead share of the source's keyspace that has been read, NaN when unknown
   */
  void update(double fractionRead, long keysDone, long bytesDone, Duration elapsed);

  @Override
  void close();
}
