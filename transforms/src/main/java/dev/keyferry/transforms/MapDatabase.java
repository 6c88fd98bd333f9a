package dev.keyferry.transforms;

import dev.keyferry.io.KeyRecord;
import dev.keyferry.io.RecordPage;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Puts all records into one database. Keys of several databases that have the same name become one,
 * and the last one stays: for input of one database only.
 */
public final class MapDatabase
    extends PTransform<PCollection<RecordPage>, PCollection<RecordPage>> {
  private static final long serialVersionUID = 1L;

  private final int database;

  private MapDatabase(int database) {
    this.database = database;
  }

  /** Puts all records into the database of this number. */
  public static MapDatabase to(int database) {
    return new MapDatabase(database);
  }

  @Override
  public PCollection<RecordPage> expand(PCollection<RecordPage> pages) {
    return pages.apply(ParDo.of(new MapFn(database))).setCoder(pages.getCoder());
  }

  private static final class MapFn extends DoFn<RecordPage, RecordPage> {
    private static final long serialVersionUID = 1L;

    private final int database;

    MapFn(int database) {
      this.database = database;
    }

    @ProcessElement
    public void process(@Element RecordPage page, OutputReceiver<RecordPage> out) {
      out.output(page.map(this::mapped));
    }

    private KeyRecord mapped(KeyRecord record) {
      return record.withDatabase(database);
    }
  }
}
