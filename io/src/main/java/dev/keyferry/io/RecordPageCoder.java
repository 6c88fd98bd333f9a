package dev.keyferry.io;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/**
 * A page as bytes: format version 1, number of records, then per record
 *
 * <pre>
 *   database varint | expireAtMillis 8 bytes BE | key length varint | key | payload length | payload
 * </pre>
 */
final class RecordPageCoder extends AtomicCoder<RecordPage> {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;
  private static final RecordPageCoder INSTANCE = new RecordPageCoder();

  static RecordPageCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RecordPage page, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeByte(FORMAT);
    VarInt.encode(page.records().size(), out);
    for (KeyRecord record : page.records()) {
      VarInt.encode(record.database(), out);
      out.writeLong(record.expireAtMillis());
      Bytes.encode(record.key(), out);
      Bytes.encode(record.payload(), out);
    }
  }

  @Override
  public RecordPage decode(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new CoderException("page of format " + format + ", only " + FORMAT + " is known");
    }

    int size = VarInt.decodeInt(in);
    List<KeyRecord> records = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int database = VarInt.decodeInt(in);
      long expireAtMillis = in.readLong();
      records.add(KeyRecord.of(database, Bytes.decode(in), expireAtMillis, Bytes.decode(in)));
    }

    return RecordPage.of(records);
  }

  @Override
  public void verifyDeterministic() {
    // The same records in the same order give the same bytes.
  }
}
