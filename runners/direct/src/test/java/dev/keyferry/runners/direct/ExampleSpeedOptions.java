package dev.keyferry.runners.direct;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The super-interface of {@link ExampleOptions}. */
public interface ExampleSpeedOptions extends PipelineOptions {
  @Description("Connections that read the source at the same time.")
  @Default.Integer(16)
  int getReaders();

  void setReaders(int readers);

  @Description("Bytes in flight.")
  @Default.Long(1 << 20)
  long getFlightBytes();

  void setFlightBytes(long bytes);

  double getRateLimit();

  void setRateLimit(double limit);
}
