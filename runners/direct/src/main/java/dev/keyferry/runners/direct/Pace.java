package dev.keyferry.runners.direct;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** How fast a run goes: rates over its last five seconds, and the time that is left. */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Deque<Sample> samples = new ArrayDeque<>();
  private @Nullable Sample first;

  private record Sample(double fraction, long keys, long bytes, Duration elapsed) {}

  /** Notes where the run stands; {@code fraction} is NaN while it isn't known. */
  void add(double fraction, long keys, long bytes, Duration elapsed) {
    Sample sample = new Sample(Math.min(1, Math.max(0, fraction)), keys, bytes, elapsed);
    if (first == null && !Double.isNaN(fraction)) {
      first = sample;
    }

    samples.addLast(sample);
    Duration windowStart = elapsed.minus(WINDOW);
    while (samples.size() > 2 && second().elapsed().compareTo(windowStart) <= 0) {
      samples.removeFirst();
    }
  }

  /** The known share of the work, or NaN. */
  double fraction() {
    return samples.isEmpty() ? Double.NaN : samples.getLast().fraction();
  }

  double keysPerSecond() {
    return samples.isEmpty() ? 0 : perSecond(samples.getLast().keys() - oldest().keys());
  }

  double bytesPerSecond() {
    return samples.isEmpty() ? 0 : perSecond(samples.getLast().bytes() - oldest().bytes());
  }

  /** The time left at the average speed so far; null while nothing can be said. */
  @Nullable Duration left() {
    if (first == null || Double.isNaN(fraction()) || fraction() <= first.fraction()) {
      return null;
    }

    Sample last = samples.getLast();
    double millis = last.elapsed().minus(first.elapsed()).toMillis();
    double perMilli = (last.fraction() - first.fraction()) / Math.max(1, millis);
    return Duration.ofMillis(Math.round((1 - last.fraction()) / perMilli));
  }

  /** Keys, keys per second and bytes per second, as every display shows them. */
  String figures() {
    long keys = samples.isEmpty() ? 0 : samples.getLast().keys();
    return Figures.count(keys)
        + " keys  "
        + Figures.rate(keysPerSecond(), "keys")
        + "  "
        + Figures.bytes(bytesPerSecond())
        + "/s";
  }

  private double perSecond(long amount) {
    Sample last = samples.getLast();
    // A single sample stands for all since the start.
    Duration span = samples.size() == 1 ? last.elapsed() : last.elapsed().minus(oldest().elapsed());
    return amount * 1000.0 / Math.max(1, span.toMillis());
  }

  private Sample oldest() {
    return samples.size() == 1 ? new Sample(0, 0, 0, Duration.ZERO) : samples.getFirst();
  }

  private Sample second() {
    Iterator<Sample> iterator = samples.iterator();
    iterator.next();
    return iterator.next();
  }
}
