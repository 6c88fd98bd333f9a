package dev.keyferry.io;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Source connections of this JVM between two ranges: managed services limit the rate of new ones.
 *
 * <p>There are never more than ranges were read at once. A connection that the server closed in the
 * meantime is noticed and replaced by {@link RedisNode}.
 */
final class IdleNodes {
  private static final Map<RedisEndpoint, Queue<RedisNode>> IDLE = new ConcurrentHashMap<>();

  private IdleNodes() {}

  /** A connection for reading, which nobody else uses until it is given back. */
  static RedisNode take(RedisEndpoint endpoint) {
    RedisNode idle = queue(endpoint).poll();
    return idle != null ? idle : new RedisNode(endpoint, RedisNode.Access.READ);
  }

  static void giveBack(RedisNode node) {
    node.onConnect(RedisNode.OnConnect.NOTHING);
    queue(node.endpoint()).add(node);
  }

  private static Queue<RedisNode> queue(RedisEndpoint endpoint) {
    return IDLE.computeIfAbsent(endpoint, e -> new ConcurrentLinkedQueue<>());
  }
}
