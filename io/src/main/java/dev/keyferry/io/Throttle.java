package dev.keyferry.io;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the readers of one source in this JVM, all together, below a rate.
 *
 * <p>Each use books its time behind the last one's and waits for it, so the rate holds over any
 * span longer than a page. Unused time is forfeited: no burst follows a pause.
 */
final class Throttle {
  private static final Map<String, Throttle> SHARED = new ConcurrentHashMap<>();

  private long freeAtNanos = System.nanoTime();

  private Throttle() {}

  /** The one throttle of this JVM with a name. */
  static Throttle shared(String name) {
    return SHARED.computeIfAbsent(name, n -> new Throttle());
  }

  /** Waits until so many more units fit below the rate; a rate of 0 is no limit. */
  void take(long units, long perSecond) throws InterruptedException {
    if (perSecond <= 0 || units <= 0) {
      return;
    }

    long waitNanos;
    synchronized (this) {
      long now = System.nanoTime();
      long start = Math.max(now, freeAtNanos);
      freeAtNanos = start + (long) (1e9 * units / perSecond);
      waitNanos = start - now;
    }

    TimeUnit.NANOSECONDS.sleep(waitNanos);
  }
}
