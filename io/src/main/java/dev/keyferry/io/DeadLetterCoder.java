package dev.keyferry.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** A dead letter as bytes: its record as a page of one, then the reason. */
final class DeadLetterCoder extends AtomicCoder<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();

  static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DeadLetter letter, OutputStream out) throws IOException {
    RecordPageCoder.of().encode(RecordPage.of(List.of(letter.record())), out);
    StringUtf8Coder.of().encode(letter.reason(), out);
  }

  @Override
  public DeadLetter decode(InputStream in) throws IOException {
    KeyRecord record = RecordPageCoder.of().decode(in).records().get(0);
    return new DeadLetter(record, StringUtf8Coder.of().decode(in));
  }

  @Override
  public void verifyDeterministic() {
    // Both parts are deterministic.
  }
}
