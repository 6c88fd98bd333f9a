package dev.keyferry.io;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads a whole Redis keyspace, and writes one, as pages of records.
 *
 * <h2>Reading</h2>
 *
 * <pre>{@code
 * KeyspaceTopology source = KeyspaceTopology.discover(endpoint, null, null);
 * PCollection<RecordPage> pages = pipeline.apply(KeyspaceIO.read(source));
 * }</pre>
 *
 * <p>Bounded. Every key that exists from the beginning of the read to its end is read at least
 * once; how ranges are found, and which of them may give a key twice, says {@link RangeKind}. Keys
 * that are written, made or deleted meanwhile are read in one of their states or not at all. What a
 * read could not keep up with (a server that restarted, slots that moved) is counted as {@link
 * KeyspaceCounters#RANGES_INVALID}: a read with none of those is complete.
 *
 * <h2>Writing</h2>
 *
 * <pre>{@code
 * WriteResult result = pages.apply(KeyspaceIO.write(endpoint).withExisting(ExistingKey.SKIP));
 * }</pre>
 *
 * <p>At least once and idempotent with {@link ExistingKey#REPLACE}: RESTORE with an absolute expiry
 * gives the same key however often it is repeated. No temporary keys. A bundle that succeeds has
 * every record either on the target or in {@link WriteResult#failed}.
 */
public final class KeyspaceIO {
  private KeyspaceIO() {}

  /** Reads all databases and servers of a topology. */
  public static Read read(KeyspaceTopology topology) {
    return new AutoValue_KeyspaceIO_Read.Builder()
        .setTopology(topology)
        .setReaders(2)
        .setBundleBytes(0)
        .setKeysPerSecond(0)
        .setBytesPerSecond(0)
        .build();
  }

  /** Writes to a server, or to the cluster that it belongs to. */
  public static Write write(RedisEndpoint target) {
    return new AutoValue_KeyspaceIO_Write(target, ExistingKey.REPLACE, 1);
  }

  /** See {@link KeyspaceIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<RecordPage>> {
    private static final long serialVersionUID = 1L;

    abstract KeyspaceTopology topology();

    abstract int readers();

    abstract long bundleBytes();

    abstract long keysPerSecond();

    abstract long bytesPerSecond();

    abstract Builder toBuilder();

    /** Ranges to read at the same time from each server, at least 1; default 2. */
    public Read withReaders(int readers) {
      if (readers < 1) {
        throw new IllegalArgumentException("readers: " + readers + ", must be at least 1");
      }

      return toBuilder().setReaders(readers).build();
    }

    /**
     * For a runner that keeps a bundle's output in heap until its reader ends, and asks each reader
     * once for a split (the Direct runner, with a parallelism of 1): a bundle ends after about so
     * many bytes, and as many are read ahead. 0, the default, for runners that pass each page on at
     * once.
     */
    public Read withBundleBytes(long bytes) {
      return toBuilder().setBundleBytes(bytes).build();
    }

    /** Limits for all readers in one JVM together; 0, the default, is no limit. */
    public Read withRate(long keysPerSecond, long bytesPerSecond) {
      return toBuilder().setKeysPerSecond(keysPerSecond).setBytesPerSecond(bytesPerSecond).build();
    }

    /** How many ranges are read at the same time, from all servers. */
    public int parallelReads() {
      return readers() * topology().servers();
    }

    /** Ranges that will be read, and counted as {@link KeyspaceCounters#RANGES_READ}. */
    public long plannedRanges() {
      KeyspaceSource<KeyPage> source = source(new ListedPages());
      return bundleBytes() > 0
          ? source.lanes().stream().mapToLong(List::size).sum()
          : source.split(plan().rangeBytes(), PipelineOptionsFactory.create()).size();
    }

    @Override
    public PCollection<RecordPage> expand(PBegin input) {
      if (topology().kind() != RangeKind.SCAN) {
        return input.apply("Ranges", org.apache.beam.sdk.io.Read.from(source(new FetchedPages())));
      }

      Reshuffle.ViaRandomKey<KeyPage> spread = Reshuffle.viaRandomKey();
      return input
          .apply("Scan", org.apache.beam.sdk.io.Read.from(source(new ListedPages())))
          .apply("Spread", bundleBytes() > 0 ? spread.withNumBuckets(1) : spread)
          .apply("Fetch", ParDo.of(new FetchFn(topology().nodes(), plan(), connections())))
          .setCoder(RecordPageCoder.of());
    }

    /**
     * Where a bundle has many threads (a runner with one), and where many bundles have one each.
     */
    private int connections() {
      return bundleBytes() > 0 ? parallelReads() : 1;
    }

    <PageT> KeyspaceSource<PageT> source(PageOutput<PageT> output) {
      return new KeyspaceSource<>(topology().ranges(), plan(), output);
    }

    private ReadPlan plan() {
      return new ReadPlan(
          topology().keys(),
          readers(),
          ReadPlan.PAGE_KEYS,
          ReadPlan.PAGE_BYTES,
          ReadPlan.RANGE_BYTES,
          bundleBytes(),
          keysPerSecond(),
          bytesPerSecond());
    }

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder setTopology(KeyspaceTopology topology);

      abstract Builder setReaders(int readers);

      abstract Builder setBundleBytes(long bytes);

      abstract Builder setKeysPerSecond(long keys);

      abstract Builder setBytesPerSecond(long bytes);

      abstract Read build();
    }
  }

  /** See {@link KeyspaceIO}. */
  @AutoValue
  public abstract static class Write extends PTransform<PCollection<RecordPage>, WriteResult> {
    private static final long serialVersionUID = 1L;

    abstract RedisEndpoint target();

    abstract ExistingKey existing();

    abstract int writers();

    /** What becomes of a key that the target already has; by default it is replaced. */
    public Write withExisting(ExistingKey existing) {
      return new AutoValue_KeyspaceIO_Write(target(), existing, writers());
    }

    /** Pages of one bundle that are written at the same time, each over connections of its own. */
    public Write withWriters(int writers) {
      return new AutoValue_KeyspaceIO_Write(target(), existing(), writers);
    }

    @Override
    public WriteResult expand(PCollection<RecordPage> pages) {
      return new WriteResult(
          pages
              .apply("Restore", ParDo.of(new RestoreFn(target(), existing(), writers())))
              .setCoder(DeadLetterCoder.of()));
    }
  }
}
