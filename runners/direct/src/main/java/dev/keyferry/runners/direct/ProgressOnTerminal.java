package dev.keyferry.runners.direct;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** Progress as a bar on one line of a terminal, drawn anew four times a second. */
final class ProgressOnTerminal implements ProgressDisplay {
  private static final int STEPS = 1000;
  private static final int REFRESH_MILLIS = 250;
  private static final int PERCENT_WIDTH = "100.0 %".length();

  private final PrintStream err;
  private final Pace pace = new Pace();
  private @Nullable ProgressBar bar;
  // The bar draws itself in a thread of its own.
  private volatile @Nullable Duration left;

  ProgressOnTerminal(PrintStream err) {
    this.err = err;
  }

  @Override
  public void update(double fractionRead, long keysDone, long bytesDone, Duration elapsed) {
    pace.add(fractionRead, keysDone, bytesDone, elapsed);
    left = pace.left();
    if (bar == null) {
      bar = open(elapsed);
    }

    bar.setExtraMessage(pace.figures());
    if (Double.isNaN(pace.fraction())) {
      bar.maxHint(-1);
    } else {
      bar.maxHint(STEPS).stepTo((long) (pace.fraction() * STEPS));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar open(Duration elapsed) {
    boolean blocks = Charset.defaultCharset().newEncoder().canEncode('\u2588');
    ProgressBarStyle style = blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    return ProgressBar.builder()
        .setTaskName("")
        .setInitialMax(STEPS)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .startsFrom(0, elapsed)
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .setRenderer(new Renderer(style))
        .build();
  }

  /** The library's line with our percentage and time left, and without its count of steps. */
  private final class Renderer extends DefaultProgressBarRenderer {
    Renderer(ProgressBarStyle style) {
      super(
          style,
          "",
          1,
          false,
          new DecimalFormat(),
          ChronoUnit.SECONDS,
          true,
          state -> Optional.empty());
    }

    @Override
    protected String percentage(ProgressState state) {
      String percent = state.isIndefinite() ? "" : Figures.percent(state.getNormalizedProgress());
      return " ".repeat(PERCENT_WIDTH - percent.length()) + percent;
    }

    @Override
    protected String etaString(ProgressState state) {
      Duration known = left;
      return known == null ? "?" : Figures.duration(known) + " left";
    }

    @Override
    protected String ratio(ProgressState state) {
      return "";
    }
  }
}
