package dev.keyferry.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster of real servers on 127.0.0.1, with the 16384 slots spread evenly.
 *
 * <pre>{@code
 * try (RedisCluster cluster = RedisCluster.builder(binary).replicasPerPrimary(1).start()) {
 *   connect(cluster.uri());
 * }
 * }</pre>
 *
 * <p>A cluster from {@link Builder#start} is complete: each node knows all others, agrees on every
 * slot's owner and says {@code cluster_state:ok}, and each replica is in step with its primary.
 * After {@link #moveSlot}, {@link #finishMigration} and {@link #failover} the running nodes agree
 * again. Every wait ends after 30 s with an exception. One thread at a time may change a cluster.
 */
public final class RedisCluster implements AutoCloseable {
  /** Number of slots of every Redis Cluster. */
  public static final int SLOTS = 16_384;

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration FAILOVER_TRY = Duration.ofSeconds(7);
  private static final int NODE_TIMEOUT_MILLIS = 3_000;
  private static final int SLOTS_PER_COMMAND = 1_000;

  private final List<RedisServer> nodes;
  private final int primaries;
  private final SlotMigration migration;

  private RedisCluster(List<RedisServer> nodes, int primaries, @Nullable String password) {
    this.nodes = List.copyOf(nodes);
    this.primaries = primaries;
    this.migration = new SlotMigration(password);
  }

  /** A builder of a cluster of three primaries without replicas, password and TLS. */
  public static Builder builder(RedisBinary binary) {
    return new Builder(binary);
  }

  /** All nodes: first those that were started as primaries, then the replicas of each in turn. */
  public List<RedisServer> nodes() {
    return nodes;
  }

  /** The node at this place of {@link #nodes}. */
  public RedisServer node(int index) {
    return nodes.get(index);
  }

  /** The URI of the first node, see {@link RedisServer#uri}. */
  public String uri() {
    return node(0).uri();
  }

  /** The primary that owns the slot, as the first running node knows it. */
  public RedisServer ownerOf(int slot) {
    ClusterNodes.Node owner =
        view()
            .ownerOf(slot)
            .orElseThrow(() -> new ServerException("No node owns slot %d".formatted(slot)));
    return serverAt(owner.port());
  }

  /** The replicas that follow this primary at the moment. */
  public List<RedisServer> replicasOf(RedisServer primary) {
    ClusterNodes view = view();
    return view.withPort(primary.port()).stream()
        .flatMap(node -> view.replicasOf(node).stream())
        .map(node -> serverAt(node.port()))
        .toList();
  }

  /** Moves a slot with all its keys to another primary. */
  public void moveSlot(int slot, RedisServer from, RedisServer to) {
    beginMigration(slot, from, to, 0);
    finishMigration(slot, from, to);
  }

  /**
   * Begins to move a slot and stops half-way: the slot is MIGRATING on one node and IMPORTING on
   * the other, which already has some of the keys. The owner is still the first one.
   *
   * @param keysMoved how many keys are moved, at most all that the slot has
   */
  public void beginMigration(int slot, RedisServer from, RedisServer to, int keysMoved) {
    migration.begin(slot, from, to, keysMoved);
  }

  /** Moves the keys that are left and makes the second node the slot's owner. */
  public void finishMigration(int slot, RedisServer from, RedisServer to) {
    migration.moveAllKeys(slot, from, to);
    migration.setOwner(slot, from, to, runningPrimaries());
    awaitAgreement(view -> view.isOwner(slot, to.port()));
  }

  /**
   * Makes a replica take over from its primary: in agreement with it where it runs, by force where
   * it was killed.
   *
   * @return the new primary
   */
  public RedisServer failover(RedisServer primary) {
    RedisServer replica =
        replicasOf(primary).stream()
            .filter(RedisServer::isRunning)
            .findFirst()
            .orElseThrow(() -> new ServerException("No replica runs for %s".formatted(primary)));
    Deadline deadline = Deadline.in(LIMIT);
    while (!takesOver(replica, primary.isRunning())) {
      if (deadline.isOver()) {
        throw new ServerException("Cannot make %s a primary".formatted(replica));
      }
    }
    awaitAgreement(view -> view.isPrimary(replica.port()));
    return replica;
  }

  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }

  private static boolean takesOver(RedisServer replica, boolean isPrimaryRunning) {
    if (isPrimaryRunning) {
      replica.call("CLUSTER", "FAILOVER");
    } else {
      replica.call("CLUSTER", "FAILOVER", "TAKEOVER");
    }
    /* A primary that is busy lets an agreed failover run out after 5 s; it is then asked again. */
    Deadline deadline = Deadline.in(FAILOVER_TRY);
    boolean done = false;
    while (!done && !deadline.isOver()) {
      Deadline.pause();
      done = replication(replica).contains("role:master");
    }
    return done;
  }

  private void form() {
    for (int i = 0; i < nodes.size(); i++) {
      node(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    for (int i = 0; i < primaries; i++) {
      addSlots(node(i), SLOTS * i / primaries, SLOTS * (i + 1) / primaries);
    }
    meet();
    Deadline.in(LIMIT).await("all nodes have met", this::strangers);

    int replicas = nodes.size() / primaries - 1;
    for (int i = primaries; i < nodes.size(); i++) {
      RedisServer primary = node((i - primaries) / replicas);
      node(i).call("CLUSTER", "REPLICATE", String.valueOf(primary.call("CLUSTER", "MYID")));
    }
    awaitAgreement(view -> view.primaryCount() == primaries);
    Deadline.in(LIMIT).await("all replicas are in step", this::laggards);
  }

  /* Every pair meets at once: to hear of each other by gossip takes some nodes seconds. */
  private void meet() {
    for (int i = 0; i < nodes.size(); i++) {
      for (RedisServer other : nodes.subList(i + 1, nodes.size())) {
        node(i).call("CLUSTER", "MEET", other.host(), Integer.toString(other.port()));
      }
    }
  }

  private static void addSlots(RedisServer node, int first, int end) {
    for (int from = first; from < end; from += SLOTS_PER_COMMAND) {
      List<String> words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      IntStream.range(from, Math.min(end, from + SLOTS_PER_COMMAND))
          .mapToObj(Integer::toString)
          .forEach(words::add);
      node.call(words.toArray(String[]::new));
    }
  }

  /* What is in the way of every node knowing every other one, or an empty string. */
  private String strangers() {
    for (RedisServer node : nodes) {
      List<ClusterNodes.Node> known = ClusterNodes.of(node).all();
      long settled = known.stream().filter(ClusterNodes.Node::isSettled).count();
      if (known.size() != nodes.size() || settled != nodes.size()) {
        return "%s is linked to %d of %d nodes".formatted(node, settled, nodes.size());
      }
    }
    return "";
  }

  private String laggards() {
    for (RedisServer node : nodes.subList(primaries, nodes.size())) {
      if (!replication(node).contains("master_link_status:up")) {
        return node + " has no link to its primary";
      }
    }
    return "";
  }

  private void awaitAgreement(Predicate<ClusterNodes> fact) {
    Deadline.in(LIMIT).await("all nodes agree", () -> disagreement(fact));
  }

  private String disagreement(Predicate<ClusterNodes> fact) {
    String roles = view().roles();
    for (RedisServer node : nodes) {
      if (node.isRunning()) {
        ClusterNodes view = ClusterNodes.of(node);
        boolean isOk = String.valueOf(node.call("CLUSTER", "INFO")).contains("cluster_state:ok");
        if (!isOk || !fact.test(view) || !view.roles().equals(roles)) {
          return "%s is not ok or sees other owners:\n%s".formatted(node, view.roles());
        }
      }
    }
    return "";
  }

  private ClusterNodes view() {
    return nodes.stream()
        .filter(RedisServer::isRunning)
        .findFirst()
        .map(ClusterNodes::of)
        .orElseThrow(() -> new ServerException("No node of the cluster runs"));
  }

  private List<RedisServer> runningPrimaries() {
    ClusterNodes view = view();
    return nodes.stream().filter(node -> node.isRunning() && view.isPrimary(node.port())).toList();
  }

  private RedisServer serverAt(int port) {
    return nodes.stream()
        .filter(node -> node.port() == port)
        .findFirst()
        .orElseThrow(() -> new ServerException("No node has the port %d".formatted(port)));
  }

  private static String replication(RedisServer node) {
    return String.valueOf(node.call("INFO", "replication"));
  }

  /** Collects what a cluster is started with; each {@link #start} starts another cluster. */
  public static final class Builder {
    private final RedisServer.Builder node;
    private int primaries = 3;
    private int replicasPerPrimary;
    private @Nullable String password;

    private Builder(RedisBinary binary) {
      this.node =
          RedisServer.builder(binary)
              .clusterEnabled()
              .config("cluster-node-timeout", Integer.toString(NODE_TIMEOUT_MILLIS))
              .config("cluster-migration-barrier", "100");
    }

    /** Number of primaries, at least 1; 3 where nothing is said. */
    public Builder primaries(int count) {
      if (count < 1 || count > SLOTS) {
        throw new IllegalArgumentException("%d is no number of primaries".formatted(count));
      }
      this.primaries = count;
      return this;
    }

    /** Number of replicas of each primary; 0 where nothing is said. */
    public Builder replicasPerPrimary(int count) {
      if (count < 0) {
        throw new IllegalArgumentException("%d is no number of replicas".formatted(count));
      }
      this.replicasPerPrimary = count;
      return this;
    }

    /** Adds a line to each node's configuration, see {@link RedisServer.Builder#config}. */
    public Builder config(String directive, String value) {
      node.config(directive, value);
      return this;
    }

    /** Asks for this password of the user {@code default} on each node. */
    public Builder password(String text) {
      this.password = text;
      node.password(text);
      return this;
    }

    /** Adds a user to each node, see {@link RedisServer.Builder#aclUser}; not the default one. */
    public Builder aclUser(String name, String userPassword, String... rules) {
      if (name.equals("default")) {
        throw new IllegalArgumentException("The cluster's nodes need their default user");
      }
      node.aclUser(name, userPassword, rules);
      return this;
    }

    /** Speaks TLS only, with clients and between nodes; asks clients for no certificate. */
    public Builder tls(Certificates certificates) {
      node.tls(certificates);
      return this;
    }

    /** Starts the nodes and waits until the cluster is complete. */
    public RedisCluster start() {
      List<RedisServer> nodes = new ArrayList<>();
      boolean formed = false;
      try {
        for (int i = 0; i < primaries * (1 + replicasPerPrimary); i++) {
          nodes.add(node.start());
        }
        RedisCluster cluster = new RedisCluster(nodes, primaries, password);
        cluster.form();
        formed = true;
        return cluster;
      } finally {
        if (!formed) {
          nodes.forEach(RedisServer::close);
        }
      }
    }
  }
}
