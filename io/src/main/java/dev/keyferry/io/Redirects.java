package dev.keyferry.io;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows MOVED and ASK: keeps a connection to each node that a cluster has pointed to. */
final class Redirects implements AutoCloseable {

  /** Where a redirect points, and whether it is for this one command only (ASK). */
  record Target(RedisEndpoint endpoint, boolean asking) {}

  private final RedisNode.Access access;
  private final Map<RedisEndpoint, RedisNode> nodes = new HashMap<>();

  Redirects(RedisNode.Access access) {
    this.access = access;
  }

  /** Where the first redirect among two replies points; null when neither is one. */
  @Nullable Target of(@Nullable Object reply, @Nullable Object other, RedisNode from) {
    Target target = of(reply, from);
    return target != null ? target : of(other, from);
  }

  /** Where a reply points; null when it is no redirect. */
  static @Nullable Target of(@Nullable Object reply, RedisNode from) {
    if (!(reply instanceof RedisReplyException error)
        || (error.kind() != ReplyKind.MOVED && error.kind() != ReplyKind.ASK)) {
      return null;
    }

    // MOVED 3999 127.0.0.1:6381, without a host when it is the same one.
    String[] words = error.getMessage().split(" ", 3);
    int colon = words[2].lastIndexOf(':');
    String host = colon == 0 ? from.endpoint().host() : words[2].substring(0, colon);
    int port = Integer.parseInt(words[2].substring(colon + 1));
    return new Target(from.endpoint().at(host, port), error.kind() == ReplyKind.ASK);
  }

  /** The node, connected when it is first used. */
  RedisNode node(Target target) {
    return nodes.computeIfAbsent(target.endpoint(), endpoint -> new RedisNode(endpoint, access));
  }

  @Override
  public void close() {
    nodes.values().forEach(RedisNode::close);
  }
}
