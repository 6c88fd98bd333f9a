package dev.keyferry.runners.direct;

import java.io.PrintStream;
import java.time.Duration;

/** Progress for logs: a line every five seconds, none in a run of less than two. */
final class ProgressLines implements ProgressDisplay {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final int PERCENT_WIDTH = 8;

  private final PrintStream err;
  private final Pace pace = new Pace();
  private Duration next = FIRST;

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public void update(double fractionRead, long keysDone, long bytesDone, Duration elapsed) {
    pace.add(fractionRead, keysDone, bytesDone, elapsed);
    if (elapsed.compareTo(next) >= 0) {
      next = elapsed.plus(INTERVAL);
      err.println(line());
    }
  }

  @Override
  public void close() {}

  private String line() {
    StringBuilder line = new StringBuilder();
    if (!Double.isNaN(pace.fraction())) {
      String percent = Figures.percent(pace.fraction());
      line.append(" ".repeat(PERCENT_WIDTH - percent.length())).append(percent);
    }

    line.append("  ").append(pace.figures());
    Duration left = pace.left();
    if (left != null) {
      line.append("  about ").append(Figures.duration(left)).append(" left");
    }

    return line.toString();
  }
}
