package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Some ranges of a keyspace as a bounded source of pages. Immutable.
 *
 * <p>The whole keyspace is a source with all ranges; splitting gives sources whose ranges lie on
 * one server each, so that one reader needs one connection.
 */
final class KeyspaceSource<PageT> extends BoundedSource<PageT> {
  private static final long serialVersionUID = 1L;

  private final List<KeyspaceRange> ranges;
  private final ReadPlan plan;
  private final PageOutput<PageT> output;

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

  @Override
  public Coder<PageT> getOutputCoder() {
    return output.coder();
  }

  /**
   * Cuts the keyspace into ranges of at most {@code plan.rangeBytes}, more when the runner wants
   * smaller ones. Where readers hand back what is beyond a bundle, no more ranges are made than are
   * to be read at once: such a runner would otherwise hold the output of all of them.
   */
  @Override
  public List<KeyspaceSource<PageT>> split(long desiredBytes, PipelineOptions options) {
    return split(desiredBytes);
  }

  List<KeyspaceSource<PageT>> split(long desiredBytes) {
    List<KeyspaceSource<PageT>> sources = new ArrayList<>();
    for (List<KeyspaceRange> sameServer : byServer()) {
      if (plan.bundleBytes() > 0) {
        inReaders(sameServer, sources);
      } else {
        bySize(sameServer, Math.max(1, Math.min(desiredBytes, plan.rangeBytes())), sources);
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
    return new KeyspaceReader<>(this);
  }

  @Override
  public String toString() {
    return ranges.size() == 1 ? ranges.get(0).toString() : ranges.size() + " ranges";
  }

  private List<List<KeyspaceRange>> byServer() {
    List<List<KeyspaceRange>> groups = new ArrayList<>();
    RedisEndpoint last = null;
    for (KeyspaceRange range : ranges) {
      if (!range.node().endpoint().equals(last)) {
        groups.add(new ArrayList<>());
        last = range.node().endpoint();
      }

      groups.get(groups.size() - 1).add(range);
    }

    return groups;
  }

  /** One source per reader, each with its share of every range that is worth cutting. */
  private void inReaders(List<KeyspaceRange> sameServer, List<KeyspaceSource<PageT>> sources) {
    List<List<KeyspaceRange>> shares = new ArrayList<>();
    for (int i = 0; i < plan.readers(); i++) {
      shares.add(new ArrayList<>());
    }

    int next = 0;
    for (KeyspaceRange range : sameServer) {
      int parts = range.keys() < 2 * plan.pageKeys() ? 1 : plan.readers();
      for (KeyspaceRange part : range.split(parts)) {
        shares.get(next++ % plan.readers()).add(part);
      }
    }

    for (List<KeyspaceRange> share : shares) {
      if (!share.isEmpty()) {
        sources.add(withRanges(share));
      }
    }
  }

  private void bySize(
      List<KeyspaceRange> sameServer, long bytes, List<KeyspaceSource<PageT>> sources) {
    for (KeyspaceRange range : sameServer) {
      int byBytes = (int) Math.min(1 << 20, 1 + range.estimatedBytes() / bytes);
      int worthwhile = (int) Math.max(1, Math.min(1 << 20, range.keys() / plan.pageKeys()));
      for (KeyspaceRange part : range.split(Math.min(byBytes, worthwhile))) {
        sources.add(withRanges(List.of(part)));
      }
    }
  }
}
