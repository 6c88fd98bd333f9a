package dev.keyferry.io;

/**
 * What some reading has counted. Reading may happen in threads of its own and ahead of the bundle
 * that a page ends up in, so the counts travel with the page and become metrics there.
 */
final class ReadCounts {
  long listed;
  long read;
  long bytes;
  long vanished;
  long expired;
  long share;
  long rangesRead;
  long rangesInvalid;

  /** Adds to the metrics of the bundle that this thread works on. */
  void report() {
    KeyspaceCounters.LISTED.inc(listed);
    KeyspaceCounters.READ.inc(read);
    KeyspaceCounters.BYTES_READ.inc(bytes);
    KeyspaceCounters.VANISHED.inc(vanished);
    KeyspaceCounters.EXPIRED.inc(expired);
    KeyspaceCounters.SHARE_READ.inc(share);
    KeyspaceCounters.RANGES_READ.inc(rangesRead);
    KeyspaceCounters.RANGES_INVALID.inc(rangesInvalid);
  }
}
