package dev.keyferry.io;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What is counted while keys are read and written, under the names by which a report finds it.
 *
 * <p>Every key that is listed ends under exactly one of the other names, so that listed = written +
 * skipped + expired + vanished + filtered + failed.
 */
public final class KeyspaceCounters {
  /** The namespace of all counters. */
  public static final String NAMESPACE = "keyferry";

  /** Parts of the keyspace, of this many, that have been read: see {@link #SHARE_READ}. */
  public static final long WHOLE_KEYSPACE = 1_000_000_000L;

  /** Keys that the source named. One that SCAN names twice counts twice. */
  public static final Counter LISTED = counter("keys-listed");

  /** Keys whose payload was read. */
  public static final Counter READ = counter("keys-read");

  /** Keys that the target confirmed. */
  public static final Counter WRITTEN = counter("keys-written");

  /** Keys that were on the target before and were to be kept. */
  public static final Counter SKIPPED = counter("keys-skipped");

  /** Keys that were due before they could be written. */
  public static final Counter EXPIRED = counter("keys-expired");

  /** Keys that were gone between being listed and being read. */
  public static final Counter VANISHED = counter("keys-vanished");

  /** Keys that the user left out. */
  public static final Counter FILTERED = counter("keys-filtered");

  /** Keys that the target refused: the dead letters. */
  public static final Counter FAILED = counter("keys-failed");

  /** Bytes of keys and payloads that were read. */
  public static final Counter BYTES_READ = counter("bytes-read");

  /** Bytes of keys and payloads that the target confirmed. */
  public static final Counter BYTES_WRITTEN = counter("bytes-written");

  /** Share of the keyspace that has been read, in parts of {@link #WHOLE_KEYSPACE}. */
  public static final Counter SHARE_READ = counter("share-read");

  /** Ranges that were planned and read to their end. */
  public static final Counter RANGES_READ = counter("ranges-read");

  /** Ranges that may have missed keys, because the server or its slots changed under them. */
  public static final Counter RANGES_INVALID = counter("ranges-invalid");

  private KeyspaceCounters() {}

  private static Counter counter(String name) {
    return Metrics.counter(NAMESPACE, name);
  }
}
