package dev.keyferry.pipelines;

import dev.keyferry.io.KeyspaceIO;
import dev.keyferry.io.RecordPage;
import dev.keyferry.transforms.KeyspaceCensus;
import dev.keyferry.transforms.MapDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** The pipeline of {@code migrate}: source, census, target, and what the target refused. */
public final class MigrateKeyspace {
  private MigrateKeyspace() {}

  /** How a plan's source is read. */
  public static KeyspaceIO.Read read(MigratePlan plan) {
    return KeyspaceIO.read(plan.source())
        .withReaders(plan.options().getReaders())
        .withRate(plan.options().getMaxKeysPerSecond(), plan.options().getMaxBytesPerSecond());
  }

  /** How a plan's target is written. */
  public static KeyspaceIO.Write write(MigratePlan plan) {
    return KeyspaceIO.write(plan.targetEndpoint()).withExisting(plan.options().getExisting());
  }

  /** The pipeline, not yet started. */
  public static Pipeline create(MigratePlan plan, KeyspaceIO.Read read, KeyspaceIO.Write write) {
    Pipeline pipeline = Pipeline.create(plan.options());

    PCollection<RecordPage> pages =
        pipeline.apply("Read source", read).apply("Census", KeyspaceCensus.count());

    Integer database = plan.targetDatabase();
    if (database != null) {
      pages = pages.apply("Map database", MapDatabase.to(database));
    }

    pages
        .apply("Write target", write)
        .failed()
        .apply("Dead letters", DeadLetterFiles.in(plan.options().getDeadLetters()));

    return pipeline;
  }
}
