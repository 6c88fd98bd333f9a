package dev.keyferry.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Some ranges of a keyspace as a bounded source of pages. The whole keyspace is a source with all
 * ranges; splitting gives sources of one range each.
 */
final class KeyspaceSource<PageT> extends BoundedSource<PageT> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_PARTS = 1 << 20;

  private final List<KeyspaceRange> ranges;
  private final ReadPlan plan;
  private final PageOutput<PageT> output;

  /** The reading that is under way where this source continues one in the same JVM. */
  private transient @Nullable LiveRead<PageT> live;

  KeyspaceSource(List<KeyspaceRange> ranges, ReadPlan plan, PageOutput<PageT> output) {
    this.ranges = List.copyOf(ranges);
    this.plan = plan;
    this.output = output;
  }

  List<KeyspaceRange> ranges() {
    return ranges;
  }

  ReadPlan plan() {
    return plan;
  }

  PageOutput<PageT> output() {
    return output;
  }

  KeyspaceSource<PageT> withRanges(List<KeyspaceRange> other) {
    return new KeyspaceSource<>(other, plan, output);
  }

  /** The rest of a reading that goes on meanwhile; by its ranges alone in any other JVM. */
  static <PageT> KeyspaceSource<PageT> rest(
      KeyspaceSource<PageT> of, List<KeyspaceRange> ranges, LiveRead<PageT> live) {
    KeyspaceSource<PageT> rest = of.withRanges(ranges);
    rest.live = live;
    return rest;
  }

  @Override
  public Coder<PageT> getOutputCoder() {
    return output.coder();
  }

  /**
   * Cuts the keyspace into ranges of at most {@code plan.rangeBytes}, more when the runner wants
   * smaller ones. A source that is read bundle by bundle stays whole: see {@link BundledReader}.
   */
  @Override
  public List<KeyspaceSource<PageT>> split(long desiredBytes, PipelineOptions options) {
    if (plan.bundleBytes() > 0) {
      return List.of(this);
    }

    List<KeyspaceSource<PageT>> sources = new ArrayList<>();
    long bytes = Math.max(1, Math.min(desiredBytes, plan.rangeBytes()));
    for (KeyspaceRange range : ranges) {
      int byBytes = (int) Math.min(MOST_PARTS, 1 + range.estimatedBytes() / bytes);
      int worthwhile = (int) Math.max(1, Math.min(MOST_PARTS, range.keys() / plan.pageKeys()));
      for (KeyspaceRange part : range.split(Math.min(byBytes, worthwhile))) {
        sources.add(withRanges(List.of(part)));
      }
    }

    return sources;
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    long bytes = 0;
    for (KeyspaceRange range : ranges) {
      bytes += range.estimatedBytes();
    }

    return bytes;
  }

  @Override
  public BoundedReader<PageT> createReader(PipelineOptions options) {
    if (plan.bundleBytes() == 0) {
      return new KeyspaceReader<>(this);
    }

    LiveRead<PageT> going = live;
    live = null;
    return new BundledReader<>(this, going == null ? new LiveRead<>(this) : going);
  }

  @Override
  public String toString() {
    return ranges.size() == 1 ? ranges.get(0).toString() : ranges.size() + " ranges";
  }

  /**
   * The ranges by the connection that is to read them: so many lanes per server as the plan has
   * readers, each with its share of every range that is worth cutting.
   */
  List<List<KeyspaceRange>> lanes() {
    Map<RedisEndpoint, List<List<KeyspaceRange>>> byServer = new LinkedHashMap<>();
    int next = 0;
    for (KeyspaceRange range : ranges) {
      List<List<KeyspaceRange>> lanes =
          byServer.computeIfAbsent(range.node().endpoint(), server -> emptyLanes());
      int parts = range.keys() < 2 * plan.pageKeys() ? 1 : plan.readers();
      for (KeyspaceRange part : range.split(parts)) {
        lanes.get(next++ % plan.readers()).add(part);
      }
    }

    List<List<KeyspaceRange>> all = new ArrayList<>();
    byServer.values().forEach(all::addAll);
    all.removeIf(List::isEmpty);
    return all;
  }

  private List<List<KeyspaceRange>> emptyLanes() {
    List<List<KeyspaceRange>> lanes = new ArrayList<>();
    for (int i = 0; i < plan.readers(); i++) {
      lanes.add(new ArrayList<>());
    }

    return lanes;
  }
}
