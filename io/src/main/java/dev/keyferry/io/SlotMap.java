package dev.keyferry.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connection serves a key: the slots of a cluster and a connection to each of its primaries,
 * or one connection for everything outside a cluster. Not thread-safe.
 */
final class SlotMap implements AutoCloseable {
  private final RedisNode seed;
  private final Map<RedisEndpoint, RedisNode> nodes = new HashMap<>();
  private final @Nullable RedisNode[] bySlot = new RedisNode[ScanPosition.SLOTS];
  private boolean cluster;

  SlotMap(RedisEndpoint endpoint, RedisNode.Access access) {
    this.seed = new RedisNode(endpoint.withoutDatabase(), access);
  }

  /** Asks whether there is a cluster and who serves what; to be asked again after a MOVED. */
  void refresh() {
    ServerInfo info = ServerInfo.parse(Reply.text(seed.call(0, RedisCommand.INFO)));
    cluster = info.isCluster();
    if (!cluster) {
      return;
    }

    List<ClusterSlots> slots = ClusterSlots.of(seed);
    for (ClusterSlots range : slots) {
      RedisNode node = node(range.primary());
      for (int slot = range.first(); slot <= range.last(); slot++) {
        bySlot[slot] = node;
      }
    }
  }

  /** The node that serves a key, as far as is known. */
  RedisNode node(byte[] key) {
    if (!cluster) {
      return seed;
    }

    RedisNode node = bySlot[HashSlot.of(key)];
    return node == null ? seed : node;
  }

  /** A node of the cluster, connected when it is first used. */
  RedisNode node(RedisEndpoint endpoint) {
    return nodes.computeIfAbsent(endpoint, at -> new RedisNode(at, RedisNode.Access.WRITE));
  }

  RedisNode seed() {
    return seed;
  }

  @Override
  public void close() {
    seed.close();
    nodes.values().forEach(RedisNode::close);
  }
}
