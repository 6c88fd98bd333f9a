package dev.keyferry.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A source as it was at one moment: its servers, how the keys of each are listed, and the databases
 * with their sizes. Immutable; made on the machine that submits a copy, used on the workers.
 */
public final class KeyspaceTopology implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ServerInfo info;
  private final RangeKind kind;
  private final List<SourceNode> nodes;
  private final List<KeyspaceRange> ranges;

  private KeyspaceTopology(
      ServerInfo info, RangeKind kind, List<SourceNode> nodes, List<KeyspaceRange> ranges) {
    this.info = info;
    this.kind = kind;
    this.nodes = List.copyOf(nodes);
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Asks a server, and all primaries of its cluster, what there is to read.
   *
   * @param databases numbers of the databases to read; null for all that hold keys
   * @param forced how keys are to be listed; null to find out
   * @throws RedisIOException when a server is not reached, has no such database, cannot be listed
   *     that way, or when the cluster does not serve all slots
   */
  public static KeyspaceTopology discover(
      RedisEndpoint endpoint, @Nullable List<Integer> databases, @Nullable RangeKind forced) {
    try (SourceSurvey first = SourceSurvey.of(endpoint)) {
      first.check(databases, forced);
      if (!first.info().isCluster()) {
        RangeKind kind = forced != null ? forced : first.kindAlone();
        SourceNode node = first.node(0, kind, "");
        return new KeyspaceTopology(
            first.info(), kind, List.of(node), alone(node, first.info(), databases));
      }

      return ofCluster(first, forced);
    }
  }

  private static KeyspaceTopology ofCluster(SourceSurvey first, @Nullable RangeKind forced) {
    Map<RedisEndpoint, List<ClusterSlots>> byPrimary = byPrimary(first);
    RangeKind kind = forced != null ? forced : clusterKind(byPrimary);
    List<SourceNode> nodes = new ArrayList<>();
    List<KeyspaceRange> ranges = new ArrayList<>();
    byPrimary.forEach(
        (endpoint, slots) -> {
          try (SourceSurvey primary = SourceSurvey.of(endpoint)) {
            SourceNode node = primary.node(nodes.size(), kind, primary.ownSlots());
            nodes.add(node);
            ranges.addAll(inCluster(node, primary.info().keys(), slots));
          }
        });
    return new KeyspaceTopology(first.info(), kind, nodes, ranges);
  }

  /** The one way that all primaries can be listed: in an upgrade they may be of two versions. */
  private static RangeKind clusterKind(Map<RedisEndpoint, List<ClusterSlots>> byPrimary) {
    Set<RangeKind> kinds = EnumSet.noneOf(RangeKind.class);
    byPrimary.forEach(
        (endpoint, slots) -> {
          try (SourceSurvey primary = SourceSurvey.of(endpoint)) {
            kinds.add(primary.kindInCluster(slots));
          }
        });
    return kinds.size() == 1 ? kinds.iterator().next() : RangeKind.SCAN;
  }

  /** What INFO said of the server that was asked first. */
  public ServerInfo info() {
    return info;
  }

  /** How keys are listed. */
  public RangeKind kind() {
    return kind;
  }

  /** How many servers hold keys to read. */
  public int servers() {
    return nodes.size();
  }

  /** Keys by database, by the servers' own count. */
  public SortedMap<Integer, Long> keysByDatabase() {
    SortedMap<Integer, Long> keys = new TreeMap<>();
    for (KeyspaceRange range : ranges) {
      keys.merge(range.database(), Math.round(range.keys()), Long::sum);
    }

    return keys;
  }

  /** Keys of all databases to read, by the servers' own count. */
  public long keys() {
    return keysByDatabase().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Asks all servers again how many keys the databases to read hold now.
   *
   * @throws RedisIOException when a server is not reached
   */
  public long countKeysNow() {
    SortedMap<Integer, Long> planned = keysByDatabase();
    long keys = 0;
    for (SourceNode node : nodes) {
      try (SourceSurvey server = SourceSurvey.of(node.endpoint())) {
        SortedMap<Integer, Long> now = server.info().keysByDatabase();
        now.keySet().retainAll(planned.keySet());
        keys += now.values().stream().mapToLong(Long::longValue).sum();
      }
    }

    return keys;
  }

  /** Bytes of all keys and payloads, by the sampled averages. */
  public long estimatedBytes() {
    return ranges.stream().mapToLong(KeyspaceRange::estimatedBytes).sum();
  }

  List<SourceNode> nodes() {
    return nodes;
  }

  List<KeyspaceRange> ranges() {
    return ranges;
  }

  private static List<KeyspaceRange> alone(
      SourceNode node, ServerInfo info, @Nullable List<Integer> databases) {
    SortedMap<Integer, Long> sizes = info.keysByDatabase();
    List<KeyspaceRange> ranges = new ArrayList<>();
    for (int database : databases == null ? sizes.keySet() : new TreeSet<>(databases)) {
      long keys = sizes.getOrDefault(database, 0L);
      ranges.add(KeyspaceRange.of(node, database, 0, ScanPosition.END, keys));
    }

    return ranges;
  }

  private static Map<RedisEndpoint, List<ClusterSlots>> byPrimary(SourceSurvey first) {
    List<ClusterSlots> slots = first.clusterSlots();
    if (ClusterSlots.covered(slots) != ScanPosition.SLOTS) {
      throw new RedisIOException(
          String.format(
              "%s: the cluster serves %d of %d slots, some keys can't be reached",
              first.endpoint(), ClusterSlots.covered(slots), ScanPosition.SLOTS),
          null);
    }

    Map<RedisEndpoint, List<ClusterSlots>> byPrimary = new LinkedHashMap<>();
    for (ClusterSlots range : slots) {
      byPrimary.computeIfAbsent(range.primary(), primary -> new ArrayList<>()).add(range);
    }

    return byPrimary;
  }

  /** The slots of one primary, its keys spread over them evenly. */
  private static List<KeyspaceRange> inCluster(
      SourceNode node, long keys, List<ClusterSlots> slots) {
    if (node.kind() == RangeKind.CURSOR || node.kind() == RangeKind.SCAN) {
      return List.of(KeyspaceRange.of(node, 0, 0, ScanPosition.END, keys));
    }

    int all = ClusterSlots.covered(slots);
    List<KeyspaceRange> ranges = new ArrayList<>();
    for (ClusterSlots range : slots) {
      int count = range.last() - range.first() + 1;
      ranges.add(
          KeyspaceRange.of(
              node,
              0,
              ScanPosition.ofSlot(range.first()),
              ScanPosition.ofSlot(range.last() + 1),
              keys * count / all));
    }

    return ranges;
  }
}
