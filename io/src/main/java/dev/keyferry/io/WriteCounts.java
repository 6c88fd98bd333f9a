package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;

/** What became of the records of one page. */
final class WriteCounts {
  long written;
  long bytes;
  long skipped;
  long expired;
  final List<DeadLetter> failed = new ArrayList<>();

  /** Adds to the metrics of the bundle that this thread works on. */
  void report() {
    KeyspaceCounters.WRITTEN.inc(written);
    KeyspaceCounters.BYTES_WRITTEN.inc(bytes);
    KeyspaceCounters.SKIPPED.inc(skipped);
    KeyspaceCounters.EXPIRED.inc(expired);
    KeyspaceCounters.FAILED.inc(failed.size());
  }
}
