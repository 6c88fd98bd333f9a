package dev.keyferry.io;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What came of a write: the records that the target refused. The others are on the target. */
public final class WriteResult implements POutput {
  private final PCollection<DeadLetter> failed;

  WriteResult(PCollection<DeadLetter> failed) {
    this.failed = failed;
  }

  /** The refused records, each with the target's reason. */
  public PCollection<DeadLetter> failed() {
    return failed;
  }

  @Override
  public Pipeline getPipeline() {
    return failed.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(new TupleTag<DeadLetter>("failed"), failed);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // The collection is specified by the transform that makes it.
  }
}
