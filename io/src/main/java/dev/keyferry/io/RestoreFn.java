package dev.keyferry.io;

import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Writes pages; what the target refuses comes out. Its connections live as long as it does. */
final class RestoreFn extends DoFn<RecordPage, DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final RedisEndpoint target;
  private final ExistingKey existing;
  private transient @Nullable PageWriter writer;

  RestoreFn(RedisEndpoint target, ExistingKey existing) {
    this.target = target;
    this.existing = existing;
  }

  /** Writes a page before it returns: a bundle that ends has all its keys on the target. */
  @ProcessElement
  public void process(@Element RecordPage page, OutputReceiver<DeadLetter> deadLetters) {
    if (writer == null) {
      writer = new PageWriter(target, existing);
    }

    writer.write(page, deadLetters::output);
  }

  /** Closes the connections. */
  @Teardown
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
