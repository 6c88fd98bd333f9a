package dev.keyferry.runners.direct;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of the command {@code demo}. */
public interface DemoOptions extends PipelineOptions {
  /** Returns the number of keys. */
  @Description("Number of keys that the source is filled with.")
  @Default.Long(SampleKeyspace.DEFAULT_KEYS)
  long getKeys();

  /** Sets the number of keys. */
  void setKeys(long keys);
}
