package dev.keyferry.servers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A point in time until which something is asked again and again. */
final class Deadline {
  private static final long PAUSE_MILLIS = 20;

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  /** Waits a moment before the next try; an interrupt ends it with an exception. */
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while waiting for a Redis server", e);
    }
  }

  /**
   * Asks until the answer is empty.
   *
   * @param goal what is waited for, for the exception's message
   * @param obstacle what is still in the way, or an empty string
   */
  void await(String goal, Supplier<String> obstacle) {
    String last = obstacle.get();
    while (!last.isEmpty()) {
      if (isOver()) {
        throw new ServerException("Cannot wait any longer until %s: %s".formatted(goal, last));
      }
      pause();
      last = obstacle.get();
    }
  }
}
