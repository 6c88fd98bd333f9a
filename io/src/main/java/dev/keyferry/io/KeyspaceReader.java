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
 * <p>{@link #splitAtFraction} cuts at any position behind the listing step that is under way. It
 * does no I/O and waits for none.
 */
final class KeyspaceReader<PageT> extends BoundedReader<PageT> {
  private @Nullable RangeReader<PageT> range;
  private @Nullable PageT current;

  /** Guards what a splitting thread and the reading thread share: everything below. */
  private final Object lock = new Object();

  private KeyspaceSource<PageT> source;
  private int index;

  /** Position in the current range up to which keys have been listed. */
  private long listed;

  /** Whether a step is under way, of which nobody knows yet where it ends. */
  private boolean stepping;

  private boolean ended;

  KeyspaceReader(KeyspaceSource<PageT> source) {
    this.source = source;
    this.listed = source.ranges().isEmpty() ? 0 : source.ranges().get(0).from();
  }

  @Override
  public boolean start() {
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
        current = reader.nextPage();
        reader.takeCounts().report();
        return true;
      }

      if (!step(reader)) {
        reader.finish();
        reader.takeCounts().report();
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
      range = new RangeReader<>(next, source.output(), source.plan());
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
  private boolean step(RangeReader<PageT> reader) {
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

  private boolean end() {
    synchronized (lock) {
      ended = true;
    }

    return false;
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
