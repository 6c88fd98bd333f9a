package dev.keyferry.pipelines;

import dev.keyferry.io.KeyspaceCounters;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What a run has counted at one moment. Immutable. */
public final class RunCounters {
  private final SortedMap<String, Long> counters;
  private final long largestRecordBytes;

  private RunCounters(SortedMap<String, Long> counters, long largestRecordBytes) {
    this.counters = counters;
    this.largestRecordBytes = largestRecordBytes;
  }

  /** Reads a run's metrics, which may go on counting. */
  public static RunCounters of(MetricResults metrics) {
    MetricQueryResults results =
        metrics.queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(KeyspaceCounters.NAMESPACE))
                .build());
    SortedMap<String, Long> counters = new TreeMap<>();
    results
        .getCounters()
        .forEach(each -> counters.merge(each.getName().getName(), each.getAttempted(), Long::sum));
    long largest = 0;
    for (var each : results.getDistributions()) {
      DistributionResult sizes = each.getAttempted();
      largest = sizes.getCount() == 0 ? largest : Math.max(largest, sizes.getMax());
    }

    return new RunCounters(counters, largest);
  }

  /** The value of a counter; 0 when nothing has been counted. */
  public long get(Counter counter) {
    return counters.getOrDefault(counter.getName().getName(), 0L);
  }

  /** Counters whose names begin with a prefix, by the rest of the name. */
  SortedMap<String, Long> withPrefix(String prefix) {
    SortedMap<String, Long> found = new TreeMap<>();
    counters.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** Bytes of the largest key with its payload; 0 when nothing was read. */
  long largestRecordBytes() {
    return largestRecordBytes;
  }

  /** Share of the keyspace that has been read, 0 to 1. */
  public double shareRead() {
    return Math.min(
        1.0, (double) get(KeyspaceCounters.SHARE_READ) / KeyspaceCounters.WHOLE_KEYSPACE);
  }

  /** Keys that have come to their end under any name. */
  public long keysDone() {
    return get(KeyspaceCounters.WRITTEN)
        + get(KeyspaceCounters.SKIPPED)
        + get(KeyspaceCounters.EXPIRED)
        + get(KeyspaceCounters.VANISHED)
        + get(KeyspaceCounters.FILTERED)
        + get(KeyspaceCounters.FAILED);
  }

  /** Whether every key that was listed has come to its end. */
  public boolean sumCloses() {
    return keysDone() == get(KeyspaceCounters.LISTED);
  }
}
