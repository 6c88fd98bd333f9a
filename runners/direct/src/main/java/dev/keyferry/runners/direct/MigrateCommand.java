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
  private static final long MOST_BUNDLE_BYTES = 4 << 20;

  /** A bundle is held twice, read and being written, and small records weigh more than bytes. */
  private static final long HEAP_SHARE = 10;

  private MigrateCommand() {}

  static int run(MigrateOptions options) throws IOException {
    PrintStream err = System.err;
    MigratePlan plan = MigratePlan.of(options);
    ReportText.plan(plan).forEach(err::println);

    KeyspaceIO.Read read = read(plan);
    onDirectRunner(options);
    RunReport report = run(plan, read, err);
    if (options.getReport() != null) {
      report.writeJson(Path.of(options.getReport()));
    }

    PrintStream out = System.out;
    ReportText.report(report).forEach(out::println);
    return report.exitCode().code();
  }

  private static KeyspaceIO.Read read(MigratePlan plan) {
    long heapBytes = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    return MigrateKeyspace.read(plan).withBundleBytes(Math.min(MOST_BUNDLE_BYTES, heapBytes));
  }

  /** As many writers as readers: a target takes a page faster than a source gives it. */
  private static KeyspaceIO.Write write(MigratePlan plan, KeyspaceIO.Read read) {
    return MigrateKeyspace.write(plan).withWriters(read.parallelReads());
  }

  /**
   * Enforcement checks that nobody changes an element: two to four times the work of the copy. One
   * thread, because each further one would spin while it waits; reading and writing have their own.
   */
  private static void onDirectRunner(MigrateOptions options) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    direct.setTargetParallelism(1);
    direct.setBlockOnRun(false);
  }

  private static RunReport run(MigratePlan plan, KeyspaceIO.Read read, PrintStream err) {
    long start = System.nanoTime();
    PipelineResult running = MigrateKeyspace.create(plan, read, write(plan, read)).run();
    try (ProgressDisplay progress = ProgressDisplay.to(err)) {
      while (running.waitUntilFinish(org.joda.time.Duration.millis(LOOK.toMillis())) == null) {
        RunCounters now = RunCounters.of(running.metrics());
        progress.update(
            now.shareRead(), now.keysDone(), now.get(KeyspaceCounters.BYTES_READ), since(start));
      }

      Duration elapsed = since(start);
      return RunReport.finished(
          plan,
          RunCounters.of(running.metrics()),
          read.plannedRanges(),
          plan.source().countKeysNow(),
          elapsed);
    } catch (RuntimeException e) {
      return RunReport.failed(
          plan,
          RunCounters.of(running.metrics()),
          read.plannedRanges(),
          since(start),
          Failure.describe(e));
    }
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
