package dev.keyferry.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.keyferry.io.KeyspaceCounters;
import dev.keyferry.transforms.KeyspaceCensus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, and whether all of it: proof for the user, and for scripts as JSON.
 *
 * <p>COMPLETE needs that every planned range was read to its end and stayed valid, that every
 * listed key has come to its end under one name, that the source named about as many keys as it
 * says it holds, and that no more keys were refused than the user tolerates.
 */
public final class RunReport {
  /** How a run ended. */
  public enum Status {
    /** All of it was done. */
    COMPLETE,
    /** It came to its end and something is missing. */
    INCOMPLETE,
    /** It did not come to its end. */
    FAILED
  }

  /** Of a source that nobody writes to, all keys are listed; with half of them something is off. */
  private static final double FEWEST_LISTED = 0.5;

  private final MigratePlan plan;
  private final RunCounters counters;
  private final long plannedRanges;
  private final long keysAfter;
  private final Duration elapsed;
  private final Status status;
  private final String reason;

  private RunReport(
      MigratePlan plan,
      RunCounters counters,
      long plannedRanges,
      long keysAfter,
      Duration elapsed,
      Status status,
      String reason) {
    this.plan = plan;
    this.counters = counters;
    this.plannedRanges = plannedRanges;
    this.keysAfter = keysAfter;
    this.elapsed = elapsed;
    this.status = status;
    this.reason = reason;
  }

  /**
   * Of a run that came to its end.
   *
   * @param keysAfter keys that the source held then
   */
  public static RunReport finished(
      MigratePlan plan,
      RunCounters counters,
      long plannedRanges,
      long keysAfter,
      Duration elapsed) {
    String missing = missing(plan, counters, plannedRanges, keysAfter);
    Status status = missing == null ? Status.COMPLETE : Status.INCOMPLETE;
    String reason = missing == null ? "all keys done" : missing;
    return new RunReport(plan, counters, plannedRanges, keysAfter, elapsed, status, reason);
  }

  /** Of a run that broke, and why. */
  public static RunReport failed(
      MigratePlan plan, RunCounters counters, long plannedRanges, Duration elapsed, String reason) {
    return new RunReport(plan, counters, plannedRanges, -1, elapsed, Status.FAILED, reason);
  }

  /** How the run ended. */
  public Status status() {
    return status;
  }

  /** Why, in one line. */
  public String reason() {
    return reason;
  }

  /** What was counted. */
  public RunCounters counters() {
    return counters;
  }

  /** The plan that was run. */
  public MigratePlan plan() {
    return plan;
  }

  /** Time from the start of the copy to its end. */
  public Duration elapsed() {
    return elapsed;
  }

  /** CPU time of this process so far, its start included; zero when the system does not tell. */
  public static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The number for the shell. */
  public ExitCode exitCode() {
    return switch (status) {
      case COMPLETE -> ExitCode.COMPLETE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case FAILED -> ExitCode.FAILED;
    };
  }

  /** Keys by the name under which they ended, and how many were listed and read. */
  public Map<String, Long> keys() {
    Map<String, Long> keys = new LinkedHashMap<>();
    keys.put("listed", counters.get(KeyspaceCounters.LISTED));
    keys.put("read", counters.get(KeyspaceCounters.READ));
    keys.put("written", counters.get(KeyspaceCounters.WRITTEN));
    keys.put("skipped", counters.get(KeyspaceCounters.SKIPPED));
    keys.put("expired", counters.get(KeyspaceCounters.EXPIRED));
    keys.put("vanished", counters.get(KeyspaceCounters.VANISHED));
    keys.put("filtered", counters.get(KeyspaceCounters.FILTERED));
    keys.put("failed", counters.get(KeyspaceCounters.FAILED));
    return keys;
  }

  /** Keys that were read, by type. */
  public SortedMap<String, Long> types() {
    return counters.withPrefix(KeyspaceCensus.TYPE);
  }

  /** Keys that were read, by database of the source. */
  public SortedMap<String, Long> databases() {
    return counters.withPrefix(KeyspaceCensus.DATABASE);
  }

  /** Keys that were read, by the time that they had left. */
  public SortedMap<String, Long> ttls() {
    return counters.withPrefix(KeyspaceCensus.TTL);
  }

  /** Writes the report as JSON, in place of what the file held. */
  public void writeJson(Path file) throws IOException {
    Files.write(
        file,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(fields()));
  }

  private Map<String, Object> fields() {
    double seconds = elapsed.toMillis() / 1000.0;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("command", "migrate");
    fields.put("status", status);
    fields.put("reason", reason);
    fields.put("runner", plan.options().getRunner().getSimpleName());
    fields.put("source", source());
    fields.put("target", target());
    fields.put("ranges", ranges());
    fields.put("keys", keys());
    fields.put("bytes", bytes());
    fields.put("types", types());
    fields.put("databases", databases());
    fields.put("ttls", ttls());
    fields.put("largestRecordBytes", counters.largestRecordBytes());
    fields.put("seconds", seconds);
    fields.put("keysPerSecond", Math.round(counters.keysDone() / Math.max(0.001, seconds)));
    fields.put("cpuSeconds", cpuTime().toMillis() / 1000.0);
    fields.put("exitCode", exitCode().code());
    return fields;
  }

  private Map<String, Object> source() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("uri", plan.sourceEndpoint().toString());
    source.put("version", plan.source().info().version());
    source.put("servers", plan.source().servers());
    source.put("listing", plan.source().kind());
    source.put("keysBefore", plan.source().keys());
    if (keysAfter >= 0) {
      source.put("keysAfter", keysAfter);
    }

    return source;
  }

  private Map<String, Object> target() {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("uri", plan.targetEndpoint().toString());
    target.put("version", plan.target().info().version());
    target.put("cluster", plan.target().info().isCluster());
    target.put("keysBefore", plan.target().keysByDatabase());
    target.put("existing", plan.options().getExisting());
    return target;
  }

  private Map<String, Long> ranges() {
    Map<String, Long> ranges = new LinkedHashMap<>();
    ranges.put("planned", plannedRanges);
    ranges.put("read", counters.get(KeyspaceCounters.RANGES_READ));
    ranges.put("invalid", counters.get(KeyspaceCounters.RANGES_INVALID));
    return ranges;
  }

  private Map<String, Long> bytes() {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("read", counters.get(KeyspaceCounters.BYTES_READ));
    bytes.put("written", counters.get(KeyspaceCounters.BYTES_WRITTEN));
    return bytes;
  }

  private static @Nullable String missing(
      MigratePlan plan, RunCounters counters, long plannedRanges, long keysAfter) {
    long invalid = counters.get(KeyspaceCounters.RANGES_INVALID);
    if (invalid > 0) {
      return invalid + " ranges may lack keys, since the source changed under them: run it again";
    }

    long read = counters.get(KeyspaceCounters.RANGES_READ);
    if (read < plannedRanges) {
      return "only " + read + " of " + plannedRanges + " ranges were read to their end";
    }

    if (!counters.sumCloses()) {
      return counters.get(KeyspaceCounters.LISTED)
          + " keys were listed, but "
          + counters.keysDone()
          + " accounted for";
    }

    long held = Math.min(plan.source().keys(), keysAfter);
    long listed = counters.get(KeyspaceCounters.LISTED);
    if (listed < FEWEST_LISTED * held) {
      return "the source holds %d keys, but named only %d: try --sourceRanges=SCAN"
          .formatted(held, listed);
    }

    long failed = counters.get(KeyspaceCounters.FAILED);
    if (failed > plan.options().getMaxFailures()) {
      return failed + " keys were refused by the target, " + letters(plan);
    }

    return null;
  }

  private static String letters(MigratePlan plan) {
    String directory = plan.options().getDeadLetters();
    return directory == null
        ? "--deadLetters=DIR keeps them"
        : "see the dead letters in " + directory;
  }
}
