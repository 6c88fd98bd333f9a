package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CLUSTER SLOTS: which primary serves which slots, at one moment.
 *
 * @param first first slot, inclusive
 * @param last last slot, inclusive
 * @param primary the primary, as the cluster announces it
 */
record ClusterSlots(int first, int last, RedisEndpoint primary) {

  /** Asks a node; a node that is announced without a host is on the asked one's. */
  static List<ClusterSlots> of(RedisNode node) {
    return parse(
        node.call(0, RedisCommand.CLUSTER, RedisConnection.ascii("SLOTS")), node.endpoint());
  }

  /** Each element: first slot, last slot, [host, port, id], replicas. */
  static List<ClusterSlots> parse(@Nullable Object reply, RedisEndpoint asked) {
    List<ClusterSlots> slots = new ArrayList<>();
    for (Object element : Reply.list(reply)) {
      List<?> fields = Reply.list(element);
      List<?> primary = Reply.list(fields.get(2));
      String host = primary.get(0) == null ? "" : Reply.text(primary.get(0));
      slots.add(
          new ClusterSlots(
              (int) Reply.number(fields.get(0)),
              (int) Reply.number(fields.get(1)),
              asked.at(
                  host.isEmpty() || host.equals("?") ? asked.host() : host,
                  (int) Reply.number(primary.get(1)))));
    }

    return slots;
  }

  /** How many of the {@value ScanPosition#SLOTS} slots somebody serves. */
  static int covered(List<ClusterSlots> slots) {
    return slots.stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }
}
