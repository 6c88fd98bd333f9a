package dev.keyferry.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A reading that goes on across bundles: one thread and one connection per lane, reading ahead of
 * the bundles that take the pages, so that source and target work at the same time.
 *
 * <p>Ahead are at most {@code plan.bundleBytes} and a page per lane. A failure of any lane is
 * thrown to whoever takes the next page.
 */
final class LiveRead<PageT> implements AutoCloseable {

  /**
   * What a lane has read.
   *
   * @param page the page; null where a range ended and only counts are left
   * @param bytes what the page holds
   * @param counts what was counted since the page before
   * @param lane number of the lane
   * @param index number of the range in its lane
   * @param rest what is left of that range behind this page; null when nothing is
   */
  record Read<PageT>(
      @Nullable PageT page,
      long bytes,
      ReadCounts counts,
      int lane,
      int index,
      @Nullable KeyspaceRange rest) {}

  private final KeyspaceSource<PageT> source;
  private final List<List<KeyspaceRange>> lanes;
  private final List<Thread> threads = new ArrayList<>();

  /** Guards everything below. */
  private final Object lock = new Object();

  /** What each lane has still to give, as the taking side sees it. */
  private final List<List<KeyspaceRange>> left;

  private final Queue<Read<PageT>> ready = new ArrayDeque<>();
  private long readyBytes;
  private int running;
  private boolean closed;
  private @Nullable Throwable failure;

  /** Does nothing until {@link #start}. */
  LiveRead(KeyspaceSource<PageT> source) {
    this.source = source;
    this.lanes = source.lanes();
    this.left = new ArrayList<>(lanes);
  }

  /** Starts to read; nothing happens when it has been started. */
  void start() {
    if (!threads.isEmpty()) {
      return;
    }

    running = lanes.size();
    for (int lane = 0; lane < lanes.size(); lane++) {
      int number = lane;
      Thread thread = new Thread(() -> run(number), "keyferry-reader-" + lane);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** The next page of any lane, waiting for it; null when all of them have come to their end. */
  @Nullable Read<PageT> take() throws InterruptedException {
    synchronized (lock) {
      while (ready.isEmpty()) {
        if (failure != null) {
          throw failure();
        }

        if (running == 0) {
          return null;
        }

        lock.wait();
      }

      Read<PageT> read = ready.remove();
      readyBytes -= read.bytes();
      lock.notifyAll();
      left.set(read.lane(), behind(read));
      return read;
    }
  }

  /** The ranges behind all pages that were taken. */
  List<KeyspaceRange> rest() {
    synchronized (lock) {
      List<KeyspaceRange> rest = new ArrayList<>();
      left.forEach(rest::addAll);
      return rest;
    }
  }

  /** Share of all keys that lie in front of the pages still to be taken, 0 to 1. */
  double fractionTaken() {
    double all = source.ranges().stream().mapToDouble(KeyspaceRange::keys).sum();
    double behind = rest().stream().mapToDouble(KeyspaceRange::keys).sum();
    return all == 0 ? 0 : Math.max(0, 1 - behind / all);
  }

  /** Ends all lanes without waiting for them. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }

    threads.forEach(Thread::interrupt);
  }

  private List<KeyspaceRange> behind(Read<PageT> read) {
    List<KeyspaceRange> lane = lanes.get(read.lane());
    List<KeyspaceRange> behind = new ArrayList<>();
    if (read.rest() != null) {
      behind.add(read.rest());
    }

    behind.addAll(lane.subList(read.index() + 1, lane.size()));
    return behind;
  }

  @SuppressWarnings("CatchAllExceptions") // Whatever it is, the taking side must learn of it.
  private void run(int lane) {
    try {
      for (int i = 0; i < lanes.get(lane).size(); i++) {
        read(lane, i, lanes.get(lane).get(i));
      }
    } catch (CancellationException | InterruptedException e) {
      // Closed: nobody waits for this lane.
    } catch (Throwable e) {
      synchronized (lock) {
        failure = failure == null ? e : failure;
      }
    } finally {
      synchronized (lock) {
        running--;
        lock.notifyAll();
      }
    }
  }

  private void read(int lane, int index, KeyspaceRange range) throws InterruptedException {
    try (RangeReader<PageT> reader = new RangeReader<>(range, source.output(), source.plan())) {
      @Nullable KeyspaceRange here = range;
      while (reader.hasKeys() || reader.position() < range.to()) {
        if (!reader.hasKeys()) {
          here = reader.rest(range.to());
          reader.step(range.to());
          continue;
        }

        PageT page = reader.nextPage();
        // In the middle of a step the listing can only go on from the step's beginning.
        KeyspaceRange rest = reader.hasKeys() ? here : reader.rest(range.to());
        put(new Read<>(page, reader.bytes(page), reader.takeCounts(), lane, index, rest));
      }

      reader.finish();
      put(new Read<>(null, 0, reader.takeCounts(), lane, index, null));
    }
  }

  private void put(Read<PageT> read) throws InterruptedException {
    synchronized (lock) {
      while (readyBytes >= source.plan().bundleBytes() && !closed) {
        lock.wait();
      }

      if (closed) {
        throw new CancellationException();
      }

      ready.add(read);
      readyBytes += read.bytes();
      lock.notifyAll();
    }
  }

  private RuntimeException failure() {
    if (failure instanceof Error error) {
      throw error;
    }

    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
