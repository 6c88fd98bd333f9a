package dev.keyferry.io;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a keyspace is read: sizes and rates, the same for all its ranges. Immutable.
 *
 * @param totalKeys keys of the whole keyspace when it was planned, for the share read
 * @param readers ranges that are read at the same time from one server
 * @param pageKeys most keys in a page
 * @param pageBytes bytes at which a page is cut, by the average of the records before
 * @param rangeBytes most bytes that a range should hold when a runner lets it choose
 * @param bundleBytes bytes after which a reader hands the rest of its range back to a runner that
 *     asked for a split; 0 to split by fraction only. See {@link KeyspaceReader}
 * @param keysPerSecond most keys per second of all readers in a JVM; 0 for no limit
 * @param bytesPerSecond most bytes per second of all readers in a JVM; 0 for no limit
 */
record ReadPlan(
    long totalKeys,
    int readers,
    int pageKeys,
    long pageBytes,
    long rangeBytes,
    long bundleBytes,
    long keysPerSecond,
    long bytesPerSecond)
    implements Serializable {

  /** Longest time that a reader works for one bundle, where it hands back at all. */
  static final Duration BUNDLE_TIME = Duration.ofSeconds(2);

  static final int PAGE_KEYS = 250;
  static final long PAGE_BYTES = 512 << 10;
  static final long RANGE_BYTES = 32 << 20;

  /** How many keys of an average size make a page. */
  int keysPerPage(double bytesPerKey) {
    return (int) Math.max(1, Math.min(pageKeys, pageBytes / Math.max(1, bytesPerKey)));
  }
}
