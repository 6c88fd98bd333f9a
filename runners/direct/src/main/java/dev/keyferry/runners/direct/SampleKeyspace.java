package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * A keyspace as applications leave it: all types in small and large encodings, keys and values of
 * any bytes, a quarter of the keys with an expiry between five minutes and five years. The same
 * seed and number of keys give the same keyspace; an instance writes the same expiries each time.
 *
 * <p>With at least 32 keys every shape is there. A few values are large, one has 3 MiB.
 */
public final class SampleKeyspace {
  /** Enough to see a rate, little enough for any machine. */
  public static final long DEFAULT_KEYS = 200_000;

  private static final long DEFAULT_SEED = 42;
  private static final long MIN_TTL_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long MAX_TTL_MILLIS = Duration.ofDays(5 * 365).toMillis();
  private static final double TTL_RATIO = (double) MAX_TTL_MILLIS / MIN_TTL_MILLIS;

  private final long keys;
  private final long seed;
  private final long startMillis;
  private final FieldExpiry fieldExpiry;

  private SampleKeyspace(long keys, long seed, long startMillis, FieldExpiry fieldExpiry) {
    this.keys = keys;
    this.seed = seed;
    this.startMillis = startMillis;
    this.fieldExpiry = fieldExpiry;
  }

  /** A sample of that many keys, whose expiries count from now. */
  public static SampleKeyspace of(long keys) {
    if (keys < 0) {
      throw new IllegalArgumentException(
          "Number of keys is %d, but cannot be negative".formatted(keys));
    }

    return new SampleKeyspace(keys, DEFAULT_SEED, System.currentTimeMillis(), FieldExpiry.NONE);
  }

  /** Other values under the same key names. */
  public SampleKeyspace withSeed(long seed) {
    return new SampleKeyspace(keys, seed, startMillis, fieldExpiry);
  }

  /** Lets fields of some hashes expire, which Redis knows since 7.4. */
  public SampleKeyspace withFieldExpiry() {
    return new SampleKeyspace(keys, seed, startMillis, FieldExpiry.SOME);
  }

  /** Writes every tenth key to database 1, the others to database 0. */
  public void fill(RedisConnection server) {
    server.select(0);
    write(key -> server, number -> number % 10 != 9);
    server.select(1);
    write(key -> server, number -> number % 10 == 9);
    server.select(0);
  }

  /** Writes all keys to database 0, each to the server that the function names for it. */
  public void fillCluster(Function<byte[], RedisConnection> primaryOfKey) {
    write(primaryOfKey, number -> true);
  }

  private void write(Function<byte[], RedisConnection> primaryOfKey, LongPredicate wanted) {
    CommandBatch batch = new CommandBatch();
    for (long number = 0; number < keys; number++) {
      if (wanted.test(number)) {
        write(number, primaryOfKey, batch);
      }
    }
    batch.flush();
  }

  private void write(
      long number, Function<byte[], RedisConnection> primaryOfKey, CommandBatch batch) {
    SampleRandom random = new SampleRandom(seed, number);
    SampleShape shape = SampleShape.of(number, random);
    byte[] name = shape.keyName(number);
    SampleKey key = new SampleKey(name, primaryOfKey.apply(name), batch);

    shape.write(key, random);
    if (random.below(4) == 0) {
      key.with("PEXPIREAT", expiryMillis(random));
    }
    if (fieldExpiry == FieldExpiry.SOME && shape.isHash() && random.below(2) == 0) {
      key.with("HPEXPIREAT", expiryMillis(random), Bytes.of("FIELDS"), Bytes.of(1), Bytes.of("id"));
    }
  }

  /** As many expiries between an hour and two as between a year and two. */
  private byte[] expiryMillis(SampleRandom random) {
    double ttlMillis = MIN_TTL_MILLIS * Math.pow(TTL_RATIO, random.fraction());
    return Bytes.of(startMillis + (long) ttlMillis);
  }

  private enum FieldExpiry {
    NONE,
    SOME
  }
}
