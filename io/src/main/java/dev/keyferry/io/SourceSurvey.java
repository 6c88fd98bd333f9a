package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection that finds out what a source server is, before ranges are cut. */
final class SourceSurvey implements AutoCloseable {
  private static final int SAMPLED_KEYS = 100;

  /** Where sampling is not allowed: a key name and a small value. */
  private static final double ASSUMED_BYTES = 200;

  private final RedisNode node;
  private final ServerInfo info;

  private SourceSurvey(RedisNode node, ServerInfo info) {
    this.node = node;
    this.info = info;
  }

  static SourceSurvey of(RedisEndpoint endpoint) {
    RedisNode node = new RedisNode(endpoint.withoutDatabase(), RedisNode.Access.READ);
    try {
      node.connect();
      return new SourceSurvey(node, ServerInfo.parse(Reply.text(node.call(0, RedisCommand.INFO))));
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** Refuses what the user wants of this server and cannot have; null is no wish. */
  void check(@Nullable List<Integer> databases, @Nullable RangeKind kind) {
    if (kind != null && !kind.fits(info)) {
      throw new RedisIOException(
          "%s: keys cannot be listed by %s on %s %s"
              .formatted(
                  endpoint(), kind, info.version(), info.isCluster() ? "in a cluster" : "alone"),
          null);
    }

    for (int database : databases == null ? List.<Integer>of() : databases) {
      check(database);
    }
  }

  private void check(int database) {
    if (database != 0 && info.isCluster()) {
      throw new RedisIOException(
          endpoint() + ": a cluster has no database " + database + ", only 0", null);
    }

    try {
      node.call(database, RedisCommand.PING);
    } catch (RedisReplyException e) {
      throw new RedisIOException(
          endpoint() + ": cannot read database " + database + ": " + e.getMessage(), e);
    }
  }

  RedisEndpoint endpoint() {
    return node.endpoint();
  }

  ServerInfo info() {
    return info;
  }

  List<ClusterSlots> clusterSlots() {
    return ClusterSlots.of(node);
  }

  String ownSlots() {
    return ClusterNodes.ownSlots(node);
  }

  SourceNode node(int number, RangeKind kind, String slots) {
    return new SourceNode(
        number, node.endpoint(), kind, info.runId(), slots, info.isAtLeast(7, 0), averageBytes());
  }

  /** How to list a server that is not in a cluster, or a service that hides that it is. */
  RangeKind kindAlone() {
    for (Map.Entry<Integer, Long> database : info.keysByDatabase().entrySet()) {
      if (database.getValue() >= CursorProbe.FEWEST_KEYS) {
        return CursorProbe.arcs(node, database.getKey(), database.getValue())
            ? RangeKind.CURSOR
            : RangeKind.SCAN;
      }
    }

    return RangeKind.SCAN;
  }

  RangeKind kindInCluster(List<ClusterSlots> slots) {
    if (info.hasTablePerSlot()) {
      boolean asExpected =
          slots.stream()
              .allMatch(range -> CursorProbe.slotCursors(node, range.first(), range.last()));
      return asExpected ? RangeKind.SLOT_CURSOR : RangeKind.SCAN;
    }

    return allowsKeysInSlot(slots.get(0).first()) ? RangeKind.SLOTS : kindAlone();
  }

  @Override
  public void close() {
    node.close();
  }

  private boolean allowsKeysInSlot(int slot) {
    try {
      node.call(
          0,
          RedisCommand.CLUSTER,
          RedisConnection.ascii("GETKEYSINSLOT"),
          RedisConnection.ascii(slot),
          RedisConnection.ascii(1));
      return true;
    } catch (RedisReplyException e) {
      return false;
    }
  }

  /** The memory of random keys: somewhat more than their payloads, and cheap to ask for. */
  private double averageBytes() {
    double sum = 0;
    int sampled = 0;
    for (Map.Entry<Integer, Long> database : info.keysByDatabase().entrySet()) {
      int count = (int) Math.ceil(SAMPLED_KEYS * (double) database.getValue() / info.keys());
      Sample keys = new Sample(RedisCommand.of("RANDOMKEY"), List.of(), count);
      node.run(database.getKey(), keys);
      Sample memory = new Sample(RedisCommand.of("MEMORY"), keys.strings(), 0);
      node.run(database.getKey(), memory);
      for (Object bytes : memory.replies) {
        if (bytes instanceof Long known) {
          sum += known;
          sampled++;
        }
      }
    }

    return sampled == 0 ? ASSUMED_BYTES : sum / sampled;
  }

  /** The same command for each of some keys, or some times without a key. */
  private static final class Sample implements Pipelined {
    private static final byte[] USAGE = RedisConnection.ascii("USAGE");

    private final RedisCommand command;
    private final List<byte[]> keys;
    private final @Nullable Object[] replies;

    Sample(RedisCommand command, List<byte[]> keys, int times) {
      this.command = command;
      this.keys = keys;
      this.replies = new Object[keys.isEmpty() ? times : keys.size()];
    }

    List<byte[]> strings() {
      List<byte[]> strings = new ArrayList<>();
      for (Object reply : replies) {
        if (reply instanceof byte[] string) {
          strings.add(string);
        }
      }

      return strings;
    }

    @Override
    public int size() {
      return replies.length;
    }

    @Override
    public void send(int index, RedisConnection connection) {
      if (keys.isEmpty()) {
        connection.send(command);
      } else {
        connection.send(command, USAGE, keys.get(index));
      }
    }

    @Override
    public void accept(int index, @Nullable Object reply) {
      replies[index] = reply;
    }
  }
}
