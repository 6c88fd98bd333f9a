package dev.keyferry.io;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A target as it was before anything was written to it. Immutable. */
public final class TargetSurvey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ServerInfo info;
  private final SortedMap<Integer, Long> keysByDatabase;
  private final boolean lastDatabaseExists;
  private final List<String> runIds;

  private TargetSurvey(
      ServerInfo info,
      SortedMap<Integer, Long> keysByDatabase,
      boolean lastDatabaseExists,
      List<String> runIds) {
    this.info = info;
    this.keysByDatabase = keysByDatabase;
    this.lastDatabaseExists = lastDatabaseExists;
    this.runIds = runIds;
  }

  /**
   * Asks a target, and all primaries of its cluster, what it holds. Writes nothing.
   *
   * @param lastDatabase highest number of a database that is to be written
   * @throws RedisIOException when a server is not reached
   */
  public static TargetSurvey of(RedisEndpoint endpoint, int lastDatabase) {
    try (RedisNode node = new RedisNode(endpoint.withoutDatabase(), RedisNode.Access.READ)) {
      node.connect();
      ServerInfo info = ServerInfo.parse(Reply.text(node.call(0, RedisCommand.INFO)));
      Map<RedisEndpoint, ServerInfo> primaries = new LinkedHashMap<>();
      primaries.put(node.endpoint(), info);
      if (info.isCluster()) {
        primaries.clear();
        for (ClusterSlots slots : ClusterSlots.of(node)) {
          primaries.computeIfAbsent(slots.primary(), TargetSurvey::ask);
        }
      }

      SortedMap<Integer, Long> keys = new TreeMap<>();
      primaries
          .values()
          .forEach(each -> each.keysByDatabase().forEach((db, n) -> keys.merge(db, n, Long::sum)));
      List<String> runIds = primaries.values().stream().map(ServerInfo::runId).toList();
      return new TargetSurvey(info, keys, exists(node, info, lastDatabase), runIds);
    }
  }

  /** What INFO said of the server that was asked first. */
  public ServerInfo info() {
    return info;
  }

  /** Keys by database, for those that hold any. */
  public SortedMap<Integer, Long> keysByDatabase() {
    return keysByDatabase;
  }

  /** Whether the target has the highest database that was asked for, and so all below. */
  public boolean lastDatabaseExists() {
    return lastDatabaseExists;
  }

  /** Whether source and target are the same process, under whatever names. */
  public boolean isSameAs(KeyspaceTopology source) {
    return source.nodes().stream()
        .anyMatch(node -> !node.runId().isEmpty() && runIds.contains(node.runId()));
  }

  private static ServerInfo ask(RedisEndpoint endpoint) {
    try (RedisNode node = new RedisNode(endpoint, RedisNode.Access.READ)) {
      node.connect();
      return ServerInfo.parse(Reply.text(node.call(0, RedisCommand.INFO)));
    }
  }

  private static boolean exists(RedisNode node, ServerInfo info, int database) {
    if (database == 0 || info.isCluster()) {
      return database == 0;
    }

    try {
      node.call(0, RedisCommand.SELECT, RedisConnection.ascii(database));
      return true;
    } catch (RedisReplyException e) {
      return false;
    } finally {
      // The connection stands in another database than it knows.
      node.close();
    }
  }
}
