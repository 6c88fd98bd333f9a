package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages; what the target refuses comes out. Its connections live as long as it does. A
 * bundle that ends has all its keys on the target or among the refused.
 */
final class RestoreFn extends DoFn<RecordPage, DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final RedisEndpoint target;
  private final ExistingKey existing;
  private final int writers;
  private transient @Nullable Bundle bundle;

  RestoreFn(RedisEndpoint target, ExistingKey existing, int writers) {
    this.target = target;
    this.existing = existing;
    this.writers = writers;
  }

  /** Makes ready, without connecting yet. */
  @Setup
  public void open() {
    bundle = new Bundle();
  }

  /** Writes a page, or begins to. */
  @ProcessElement
  public void process(
      @Element RecordPage page, @Timestamp Instant timestamp, BoundedWindow window) {
    Objects.requireNonNull(bundle).add(page, timestamp, window);
  }

  /** Waits for all pages. */
  @FinishBundle
  public void finish(FinishBundleContext context) {
    Objects.requireNonNull(bundle).finish(context);
  }

  /** Closes the connections. */
  @Teardown
  public void close() {
    if (bundle != null) {
      bundle.close();
    }
  }

  /** The pages under way, the connections that write them, and what was refused so far. */
  private final class Bundle {
    private final InFlight<Written> pages = new InFlight<>(writers);
    private final Queue<PageWriter> idle = new ConcurrentLinkedQueue<>();
    private final List<Refused> refused = new ArrayList<>();

    void add(RecordPage page, Instant timestamp, BoundedWindow window) {
      pages.add(() -> new Written(write(page), timestamp, window), this::settle);
    }

    void finish(DoFn<RecordPage, DeadLetter>.FinishBundleContext context) {
      pages.finish(this::settle);
      refused.forEach(each -> context.output(each.letter(), each.timestamp(), each.window()));
      refused.clear();
    }

    void close() {
      pages.close();
      idle.forEach(PageWriter::close);
    }

    private WriteCounts write(RecordPage page) {
      PageWriter free = idle.poll();
      PageWriter writer = free != null ? free : new PageWriter(target, existing);
      try {
        WriteCounts counts = writer.write(page);
        idle.add(writer);
        return counts;
      } catch (RuntimeException e) {
        // Replies may still be under way on one of its connections.
        writer.close();
        throw e;
      }
    }

    private void settle(Written written) {
      written.counts().report();
      for (DeadLetter letter : written.counts().failed) {
        refused.add(new Refused(letter, written.timestamp(), written.window()));
      }
    }
  }

  private record Written(WriteCounts counts, Instant timestamp, BoundedWindow window) {}

  private record Refused(DeadLetter letter, Instant timestamp, BoundedWindow window) {}
}
