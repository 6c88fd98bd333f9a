package dev.keyferry.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Some hundred records that travel together: what one read pipeline fetched and what one write
 * pipeline sends. The element of every collection in a copy, so that Beam's cost per element is
 * paid once per page. Immutable; the order of the records means nothing.
 */
public final class RecordPage {
  private final List<KeyRecord> records;

  private RecordPage(List<KeyRecord> records) {
    this.records = records;
  }

  /** A page that takes the list over: the caller must not change it any more. */
  public static RecordPage of(List<KeyRecord> records) {
    return new RecordPage(Collections.unmodifiableList(records));
  }

  /** The records, unmodifiable. */
  public List<KeyRecord> records() {
    return records;
  }

  /** Bytes of all keys and payloads. */
  public long bytes() {
    long bytes = 0;
    for (KeyRecord record : records) {
      bytes += record.bytes();
    }

    return bytes;
  }

  /** The page with each record replaced. */
  public RecordPage map(UnaryOperator<KeyRecord> change) {
    List<KeyRecord> changed = new ArrayList<>(records.size());
    for (KeyRecord record : records) {
      changed.add(change.apply(record));
    }

    return of(changed);
  }

  @Override
  public String toString() {
    return records.size() + " records";
  }
}
