package dev.keyferry.runners.direct;

import dev.keyferry.io.KeyspaceCounters;
import dev.keyferry.io.RangeKind;
import dev.keyferry.pipelines.MigratePlan;
import dev.keyferry.pipelines.RunCounters;
import dev.keyferry.pipelines.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Plan and report as lines for a terminal. */
final class ReportText {
  private ReportText() {}

  /** What is about to be done. */
  static List<String> plan(MigratePlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "source  "
            + plan.sourceEndpoint()
            + "  "
            + plan.source().info().version()
            + servers(plan.source().servers())
            + ", "
            + Figures.count(plan.source().keys())
            + " keys"
            + databases(plan.source().keysByDatabase())
            + ", read "
            + listing(plan.source().kind())
            + " over "
            + connections(plan.options().getReaders() * plan.source().servers()));
    lines.add(
        "target  "
            + plan.targetEndpoint()
            + "  "
            + plan.target().info().version()
            + (plan.target().info().isCluster() ? ", cluster" : ""));
    long before = plan.target().keysByDatabase().values().stream().mapToLong(n -> n).sum();
    if (before > 0) {
      lines.add(
          "        is not empty: "
              + Figures.count(before)
              + " keys; of those that the source has, too, "
              + switch (plan.options().getExisting()) {
                case REPLACE -> "all are replaced";
                case SKIP -> "all are kept";
                case FAIL -> "all are kept and count as failures";
              }
              + " (--existing="
              + plan.options().getExisting()
              + ")");
    }

    return lines;
  }

  /** What was done. */
  static List<String> report(RunReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.status() + ": " + report.reason());
    lines.add("  keys     " + sum(report.keys(), report.counters().sumCloses()));
    if (!report.types().isEmpty()) {
      lines.add("  types    " + named(report.types()));
      lines.add("  expiry   " + named(report.ttls()));
    }

    if (report.databases().size() > 1) {
      lines.add("  database " + named(report.databases()));
    }

    RunCounters counters = report.counters();
    double seconds = Math.max(0.001, report.elapsed().toMillis() / 1000.0);
    lines.add(
        "  speed    "
            + Figures.duration(report.elapsed())
            + ", "
            + Figures.rate(counters.keysDone() / seconds, "keys")
            + ", "
            + Figures.bytes((double) counters.get(KeyspaceCounters.BYTES_READ))
            + " read, "
            + Math.round(RunReport.cpuTime().toMillis() / 100.0) / 10.0
            + " s of CPU");
    return lines;
  }

  /** {@code 10 listed = 9 written + 1 expired}, without the names that count nothing. */
  private static String sum(Map<String, Long> keys, boolean closes) {
    long listed = keys.getOrDefault("listed", 0L);
    StringBuilder sum = new StringBuilder();
    keys.forEach(
        (name, count) -> {
          if (!name.equals("listed") && !name.equals("read") && count > 0) {
            sum.append(sum.isEmpty() ? "" : " + ").append(Figures.count(count));
            sum.append(' ').append(name);
          }
        });
    String left = closes ? " listed = " : " listed, of which ";
    return Figures.count(listed) + left + (sum.isEmpty() ? "0 written" : sum);
  }

  private static String named(SortedMap<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (name, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(Figures.count(count)));
    return text.toString();
  }

  private static String listing(RangeKind kind) {
    return switch (kind) {
      case SLOTS -> "by hash slots";
      case SLOT_CURSOR -> "by hash slots through SCAN";
      case CURSOR -> "by arcs of the SCAN cursor";
      case SCAN -> "by one SCAN";
    };
  }

  private static String connections(int connections) {
    return connections == 1 ? "1 connection" : connections + " connections";
  }

  private static String servers(int servers) {
    return servers == 1 ? "" : ", " + servers + " primaries";
  }

  private static String databases(SortedMap<Integer, Long> databases) {
    return databases.size() <= 1 ? "" : " in " + databases.size() + " databases";
  }
}
