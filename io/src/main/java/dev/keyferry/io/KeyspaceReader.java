package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranges of a source one after the other, page by page.
 *
 * <h2>Splitting</h2>
 *
 * <p>{@link #splitAtFraction} cuts at any position behind the listing step that is under way. It
 * does no I/O and waits for none.
 *
 * <h2>Handing back</h2>
 *
 * <p>A runner that commits a bundle only when its reader ends (the Direct runner) holds all that
 * the reader gave in heap. It asks each reader once, from another thread, to give away a part of
 * its range, and starts on that part when the output of this one has been written. With {@code
 * plan.bundleBytes} set, the reader makes use of that: the request waits until so many bytes were
 * read, or {@link ReadPlan#BUNDLE_TIME} is over, and is then given everything behind. A range is
 * only ever cut short for a request that is waiting, so that no runner can lose the rest. The cut
 * lies where the listing stands, so that no key comes twice.
 */
final class KeyspaceReader<PageT> extends BoundedReader<PageT> {
  private final ReadPlan plan;
  private final Throttle throttle;

  private @Nullable RangeReader<PageT> range;
  private @Nullable PageT current;
  private long bundleBytes;
  private long bundleEndNanos;

  /** Guards what a splitting thread and the reading thread share: everything below. */
  private final Object lock = new Object();

  private KeyspaceSource<PageT> source;
  private int index;

  /** Position in the current range up to which keys have been listed. */
  private long listed;

  /** Whether a step is under way, of which nobody knows yet where it ends. */
  private boolean stepping;

  private boolean requested;
  private boolean ended;
  private @Nullable KeyspaceSource<PageT> handedBack;

  KeyspaceReader(KeyspaceSource<PageT> source) {
    this.source = source;
    this.plan = source.plan();
    this.throttle = Throttle.shared("source");
    this.listed = source.ranges().isEmpty() ? 0 : source.ranges().get(0).from();
  }

  @Override
  public boolean start() {
    bundleEndNanos = System.nanoTime() + ReadPlan.BUNDLE_TIME.toNanos();
    return advance();
  }

  @Override
  public boolean advance() {
    while (true) {
      if (range == null && !openRange()) {
        return end();
      }

      RangeReader<PageT> reader = Objects.requireNonNull(range);
      if (reader.hasKeys()) {
        current = reader.nextPage(throttle);
        bundleBytes += reader.bytes(current);
        return true;
      }

      if (handBack(reader)) {
        return end();
      }

      if (!claimStep(reader)) {
        reader.finish();
        closeRange();
      }
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

  @Override
  public @Nullable Double getFractionConsumed() {
    synchronized (lock) {
      if (ended) {
        return 1.0;
      }

      double all = 0;
      double done = 0;
      for (int i = 0; i < source.ranges().size(); i++) {
        KeyspaceRange each = source.ranges().get(i);
        double weight = weight(each);
        all += weight;
        if (i < index) {
          done += weight;
        } else if (i == index && !each.isEmpty()) {
          long reached = Math.min(each.to(), listed);
          done += weight * ((double) (reached - each.from()) / (each.to() - each.from()));
        }
      }

      return all == 0 ? 0.0 : Math.min(1.0, done / all);
    }
  }

  @Override
  public @Nullable BoundedSource<PageT> splitAtFraction(double fraction) {
    synchronized (lock) {
      if (plan.bundleBytes() > 0) {
        return awaitHandedBack();
      }

      return ended ? null : splitAt(fraction);
    }
  }

  @Override
  public void close() {
    end();
    closeRange();
  }

  private boolean openRange() {
    synchronized (lock) {
      if (index >= source.ranges().size()) {
        return false;
      }

      KeyspaceRange next = source.ranges().get(index);
      listed = next.from();
      range = new RangeReader<>(next, source.output(), plan);
      return true;
    }
  }

  private void closeRange() {
    if (range != null) {
      range.close();
      range = null;
      synchronized (lock) {
        index++;
      }
    }
  }

  /** Lists the next step; false when the range has none. */
  private boolean claimStep(RangeReader<PageT> reader) {
    long to;
    synchronized (lock) {
      to = source.ranges().get(index).to();
      if (reader.position() >= to) {
        return false;
      }

      stepping = true;
    }

    reader.step(to);
    synchronized (lock) {
      listed = Math.min(reader.position(), to);
      stepping = false;
    }

    return true;
  }

  private boolean handBack(RangeReader<PageT> reader) {
    if (plan.bundleBytes() == 0
        || (bundleBytes < plan.bundleBytes() && System.nanoTime() < bundleEndNanos)) {
      return false;
    }

    synchronized (lock) {
      KeyspaceRange whole = source.ranges().get(index);
      if (!requested || reader.position() >= whole.to()) {
        return false;
      }

      List<KeyspaceRange> rest = new ArrayList<>();
      rest.add(reader.rest(whole.to()));
      rest.addAll(source.ranges().subList(index + 1, source.ranges().size()));
      handedBack = source.withRanges(rest);

      List<KeyspaceRange> kept = new ArrayList<>(source.ranges().subList(0, index));
      kept.add(whole.between(whole.from(), reader.position()));
      source = source.withRanges(kept);
      return true;
    }
  }

  private boolean end() {
    synchronized (lock) {
      ended = true;
      lock.notifyAll();
    }

    return false;
  }

  private @Nullable KeyspaceSource<PageT> awaitHandedBack() {
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

    KeyspaceSource<PageT> rest = handedBack;
    handedBack = null;
    return rest;
  }

  private @Nullable KeyspaceSource<PageT> splitAt(double fraction) {
    double all = source.ranges().stream().mapToDouble(KeyspaceReader::weight).sum();
    double before = 0;
    for (int i = 0; i < source.ranges().size(); i++) {
      KeyspaceRange each = source.ranges().get(i);
      double weight = weight(each);
      if (before + weight > fraction * all) {
        return splitAt(i, each.cut((fraction * all - before) / weight));
      }

      before += weight;
    }

    return null;
  }

  private @Nullable KeyspaceSource<PageT> splitAt(int cutIndex, long cut) {
    KeyspaceRange whole = source.ranges().get(cutIndex);
    boolean behind = cutIndex > index || (cutIndex == index && !stepping && cut >= listed);
    if (!behind || cut <= whole.from() || cut >= whole.to()) {
      return null;
    }

    List<KeyspaceRange> rest = new ArrayList<>();
    rest.add(whole.between(cut, whole.to()));
    rest.addAll(source.ranges().subList(cutIndex + 1, source.ranges().size()));

    List<KeyspaceRange> kept = new ArrayList<>(source.ranges().subList(0, cutIndex));
    kept.add(whole.between(whole.from(), cut));
    KeyspaceSource<PageT> residual = source.withRanges(rest);
    source = source.withRanges(kept);
    return residual;
  }

  /** The keys of a range, and never nothing: an empty database takes a look, too. */
  private static double weight(KeyspaceRange range) {
    return Math.max(1, range.keys());
  }
}
