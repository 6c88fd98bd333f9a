package dev.keyferry.servers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one node knows of its cluster: an immutable reading of CLUSTER NODES. */
final class ClusterNodes {
  /* One line: id ip:port@busport[,hostname] flags primary-id ping pong epoch link slot slot-slot
   * [slot->-id] ... */
  private static final int FIXED_FIELDS = 8;

  /**
   * One line of the reply.
   *
   * @param primaryId of a replica, or {@code -}
   * @param slots that the node owns; none of a replica
   */
  record Node(
      String id, int port, List<String> flags, String primaryId, String link, BitSet slots) {
    boolean isPrimary() {
      return flags.contains("master");
    }

    boolean isSettled() {
      boolean isNew = flags.contains("handshake") || flags.contains("noaddr");
      boolean isLinked = flags.contains("myself") || link.equals("connected");
      return !isNew && isLinked && !flags.contains("fail") && !flags.contains("fail?");
    }
  }

  private final List<Node> nodes;

  private ClusterNodes(List<Node> nodes) {
    this.nodes = nodes;
  }

  static ClusterNodes parse(String reply) {
    return new ClusterNodes(reply.lines().map(ClusterNodes::parseLine).toList());
  }

  /** Asks a node. */
  static ClusterNodes of(RedisServer server) {
    return parse(String.valueOf(server.call("CLUSTER", "NODES")));
  }

  List<Node> all() {
    return nodes;
  }

  Optional<Node> withPort(int port) {
    return nodes.stream().filter(node -> node.port() == port).findFirst();
  }

  Optional<Node> ownerOf(int slot) {
    return nodes.stream().filter(node -> node.isPrimary() && node.slots().get(slot)).findFirst();
  }

  List<Node> replicasOf(Node primary) {
    return nodes.stream().filter(node -> node.primaryId().equals(primary.id())).toList();
  }

  boolean isPrimary(int port) {
    return withPort(port).filter(Node::isPrimary).isPresent();
  }

  boolean isOwner(int slot, int port) {
    return ownerOf(slot).filter(node -> node.port() == port).isPresent();
  }

  long primaryCount() {
    return nodes.stream().filter(Node::isPrimary).count();
  }

  /** Who owns what and who follows whom: equal on two nodes that agree. */
  String roles() {
    return nodes.stream()
        .map(node -> node.id() + " " + node.isPrimary() + " " + node.primaryId() + node.slots())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Node parseLine(String line) {
    List<String> fields = new ArrayList<>(List.of(line.split(" ", -1)));
    String address = fields.get(1);
    int port =
        Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.indexOf('@')));
    return new Node(
        fields.get(0),
        port,
        List.of(fields.get(2).split(",", -1)),
        fields.get(3),
        fields.get(7),
        slots(fields.subList(FIXED_FIELDS, fields.size())));
  }

  private static BitSet slots(List<String> ranges) {
    BitSet slots = new BitSet();
    for (String range : ranges) {
      if (!range.startsWith("[")) {
        String[] ends = range.split("-", 2);
        slots.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
      }
    }
    return slots;
  }
}
