package dev.keyferry.runners.direct;

import dev.keyferry.io.KeyspaceCounters;
import dev.keyferry.io.KeyspaceIO;
import dev.keyferry.pipelines.MigrateKeyspace;
import dev.keyferry.pipelines.MigrateOptions;
import dev.keyferry.pipelines.MigratePlan;
import dev.keyferry.pipelines.RunCounters;
import dev.keyferry.pipelines.RunReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineResult;

/** Runs {@code migrate} on this machine and shows how it goes. */
final class MigrateCommand {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Beyond this, larger bundles gain nothing. */
  private static final long MOST_BUNDLE_BYTES = 16 << 20;

  /** A bundle is held twice, read and being written, and small records weigh more than bytes. */
  private static final long HEAP_SHARE = 10;

  private MigrateCommand() {}

  static int run(MigrateOptions options) throws IOException {
    PrintStream err = System.err;
    MigratePlan plan = MigratePlan.of(options);
    ReportText.plan(plan).forEach(err::println);

    KeyspaceIO.Read read = read(plan);
    onDirectRunner(options, read);
    RunReport report = run(plan, read, err);
    if (options.getReport() != null) {
      report.writeJson(Path.of(options.getReport()));
    }

    PrintStream out = System.out;
    ReportText.report(report).forEach(out::println);
    return report.exitCode().code();
  }

  private static KeyspaceIO.Read read(MigratePlan plan) {
    KeyspaceIO.Read read = MigrateKeyspace.read(plan);
    long heapBytes = Runtime.getRuntime().maxMemory() / (HEAP_SHARE * read.parallelReads());
    return read.withBundleBytes(Math.min(MOST_BUNDLE_BYTES, heapBytes));
  }

  /** Enforcement checks that nobody changes an element: two to four times the work of the copy. */
  private static void onDirectRunner(MigrateOptions options, KeyspaceIO.Read read) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    direct.setTargetParallelism(read.parallelReads());
    direct.setBlockOnRun(false);
  }

  private static RunReport run(MigratePlan plan, KeyspaceIO.Read read, PrintStream err) {
    long start = System.nanoTime();
    PipelineResult running = MigrateKeyspace.create(plan, read).run();
    try (ProgressDisplay progress = ProgressDisplay.to(err)) {
      while (running.waitUntilFinish(org.joda.time.Duration.millis(LOOK.toMillis())) == null) {
        RunCounters now = RunCounters.of(running.metrics());
        progress.update(
            now.shareRead(), now.keysDone(), now.get(KeyspaceCounters.BYTES_READ), since(start));
      }
    } catch (RuntimeException e) {
      return RunReport.failed(
          plan,
          RunCounters.of(running.metrics()),
          read.plannedRanges(),
          since(start),
          Failure.describe(e));
    }

    return RunReport.finished(
        plan, RunCounters.of(running.metrics()), read.plannedRanges(), since(start));
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
