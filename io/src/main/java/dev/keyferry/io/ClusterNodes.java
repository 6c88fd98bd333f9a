package dev.keyferry.io;

/** CLUSTER NODES, as far as it tells which slots a node says that it serves. */
final class ClusterNodes {
  private static final int FIRST_SLOT_FIELD = 8;

  private ClusterNodes() {}

  /**
   * The slots that the node says it serves, and those under way to or from it, in its own words:
   * {@code 0-5460 [5461->-<node id>]}. Empty when it serves none.
   */
  static String ownSlots(RedisNode node) {
    return ownSlots(Reply.text(node.call(0, RedisCommand.CLUSTER, RedisConnection.ascii("NODES"))));
  }

  static String ownSlots(String reply) {
    for (String line : reply.split("\n", -1)) {
      String[] fields = line.trim().split(" ", FIRST_SLOT_FIELD + 1);
      if (fields.length > 2 && fields[2].contains("myself")) {
        return fields.length > FIRST_SLOT_FIELD ? fields[FIRST_SLOT_FIELD] : "";
      }
    }

    return "";
  }
}
