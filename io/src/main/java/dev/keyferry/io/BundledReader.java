package dev.keyferry.io;

import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source bundle by bundle, for a runner that holds a bundle's output in heap until its
 * reader ends: the Direct runner.
 *
 * <p>That runner asks each reader once, from another thread, to give away a part of its source, and
 * starts on that part when the output of this one has been written. Here the request waits until
 * {@code plan.bundleBytes} were read, or {@link ReadPlan#BUNDLE_TIME} is over, and is then given
 * everything behind. A bundle is only ever cut short for a request that is waiting, so no runner
 * can lose the rest. The {@link LiveRead} goes on reading ahead and is continued by the reader of
 * the rest.
 *
 * <p>All parallelism is in the lanes of the live reading. The runner needs only one thread, and
 * must have no more: each further one would spin while it has nothing to do.
 */
final class BundledReader<PageT> extends BoundedReader<PageT> {
  private final LiveRead<PageT> live;
  private @Nullable PageT current;
  private long bundleBytes;
  private long endNanos;

  /** Guards what the runner's two threads share: everything below. */
  private final Object lock = new Object();

  private KeyspaceSource<PageT> source;
  private boolean requested;
  private boolean ended;
  private boolean handedBack;
  private @Nullable KeyspaceSource<PageT> rest;

  BundledReader(KeyspaceSource<PageT> source, LiveRead<PageT> live) {
    this.source = source;
    this.live = live;
  }

  @Override
  public boolean start() {
    endNanos = System.nanoTime() + ReadPlan.BUNDLE_TIME.toNanos();
    live.start();
    return advance();
  }

  @Override
  public boolean advance() {
    try {
      while (!handBack()) {
        LiveRead.Read<PageT> read = live.take();
        if (read == null) {
          return end();
        }

        read.counts().report();
        bundleBytes += read.bytes();
        if (read.page() != null) {
          current = read.page();
          return true;
        }
      }

      return end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisIOException("interrupted while reading " + source, e);
    }
  }

  @Override
  public PageT getCurrent() throws NoSuchElementException {
    if (current == null) {
      throw new NoSuchElementException();
    }

    return current;
  }

  @Override
  public KeyspaceSource<PageT> getCurrentSource() {
    synchronized (lock) {
      return source;
    }
  }

  /** Below 1 until the end: at 1 a runner would not ask for the rest. */
  @Override
  public Double getFractionConsumed() {
    synchronized (lock) {
      return ended ? 1.0 : Math.min(live.fractionTaken(), Math.nextDown(1.0));
    }
  }

  /** Waits as the class comment says; null when all was read. */
  @Override
  public @Nullable BoundedSource<PageT> splitAtFraction(double fraction) {
    synchronized (lock) {
      requested = true;
      while (!ended) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          requested = false;
          Thread.currentThread().interrupt();
          return null;
        }
      }

      KeyspaceSource<PageT> given = rest;
      rest = null;
      return given;
    }
  }

  @Override
  public void close() {
    end();
    if (!handedBack) {
      live.close();
    }
  }

  private boolean handBack() {
    if (bundleBytes < source.plan().bundleBytes() && System.nanoTime() < endNanos) {
      return false;
    }

    synchronized (lock) {
      List<KeyspaceRange> left = live.rest();
      if (!requested || left.isEmpty()) {
        return false;
      }

      rest = KeyspaceSource.rest(source, left, live);
      handedBack = true;
      return true;
    }
  }

  private boolean end() {
    synchronized (lock) {
      ended = true;
      lock.notifyAll();
      return false;
    }
  }
}
