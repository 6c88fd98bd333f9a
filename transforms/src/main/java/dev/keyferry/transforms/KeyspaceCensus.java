package dev.keyferry.transforms;

import dev.keyferry.io.KeyRecord;
import dev.keyferry.io.KeyspaceCounters;
import dev.keyferry.io.RecordPage;
import dev.keyferry.io.RedisType;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Passes every page on as it is and counts what goes by: keys by type, by database and by the time
 * they have left, and the size of records.
 *
 * <p>The counts are metrics of the namespace {@link KeyspaceCounters#NAMESPACE} whose names begin
 * with {@link #TYPE}, {@link #DATABASE} and {@link #TTL}; records are measured in {@link
 * #RECORD_BYTES}.
 */
public final class KeyspaceCensus
    extends PTransform<PCollection<RecordPage>, PCollection<RecordPage>> {
  private static final long serialVersionUID = 1L;

  /** Prefix of the counters by type: {@code type-string}. */
  public static final String TYPE = "type-";

  /** Prefix of the counters by database: {@code database-0}. */
  public static final String DATABASE = "database-";

  /** Prefix of the counters by time left: {@code ttl-none}, {@code ttl-under-1h}. */
  public static final String TTL = "ttl-";

  /** Distribution of the bytes of key and payload. */
  public static final String RECORD_BYTES = "record-bytes";

  private KeyspaceCensus() {}

  /** Counts all that goes by. */
  public static KeyspaceCensus count() {
    return new KeyspaceCensus();
  }

  @Override
  public PCollection<RecordPage> expand(PCollection<RecordPage> pages) {
    return pages.apply(ParDo.of(new CountFn())).setCoder(pages.getCoder());
  }

  private static final class CountFn extends DoFn<RecordPage, RecordPage> {
    private static final long serialVersionUID = 1L;

    private final Distribution recordBytes =
        Metrics.distribution(KeyspaceCounters.NAMESPACE, RECORD_BYTES);

    @ProcessElement
    public void process(@Element RecordPage page, OutputReceiver<RecordPage> out) {
      long now = System.currentTimeMillis();
      Map<RedisType, Integer> byType = new EnumMap<>(RedisType.class);
      Map<Integer, Integer> byDatabase = new TreeMap<>();
      Map<TtlClass, Integer> byTtl = new EnumMap<>(TtlClass.class);
      Sizes sizes = new Sizes();
      for (KeyRecord record : page.records()) {
        byType.merge(record.type(), 1, Integer::sum);
        byDatabase.merge(record.database(), 1, Integer::sum);
        byTtl.merge(TtlClass.of(record.expireAtMillis(), now), 1, Integer::sum);
        sizes.add(record.bytes());
      }

      byType.forEach((type, n) -> counter(TYPE + type.lowerCase()).inc(n));
      byDatabase.forEach((database, n) -> counter(DATABASE + database).inc(n));
      byTtl.forEach((ttl, n) -> counter(TTL + ttl.label()).inc(n));
      if (sizes.count > 0) {
        recordBytes.update(sizes.sum, sizes.count, sizes.least, sizes.most);
      }

      out.output(page);
    }

    private static Counter counter(String name) {
      return Metrics.counter(KeyspaceCounters.NAMESPACE, name);
    }
  }

  /** Summed up over a page, since each update of a metric costs more than all of this. */
  private static final class Sizes {
    private long sum;
    private long count;
    private long least = Long.MAX_VALUE;
    private long most;

    void add(long bytes) {
      sum += bytes;
      count++;
      least = Math.min(least, bytes);
      most = Math.max(most, bytes);
    }
  }
}
