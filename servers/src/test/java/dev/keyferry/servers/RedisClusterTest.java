package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisClusterTest {
  /* The slot of "{a}…"; the last of three primaries owns it. */
  private static final int SLOT = 15_495;

  @ParameterizedTest
  @EnumSource
  void movesASlotOfACompleteCluster(RedisVersion version) {
    try (RedisCluster cluster = RedisCluster.builder(RedisBinary.of(version)).start()) {
      RedisServer from = cluster.node(2);
      RedisServer to = cluster.node(0);
      assertThat(cluster.nodes()).hasSize(3).allSatisfy(RedisClusterTest::isComplete);
      assertThat(cluster.uri()).isEqualTo(to.uri());
      assertThat(cluster.ownerOf(SLOT)).isSameAs(from);
      assertThatThrownBy(() -> to.call("GET", "{a}"))
          .hasMessageContaining("MOVED %d 127.0.0.1:%d".formatted(SLOT, from.port()));

      for (int i = 0; i < 250; i++) {
        from.call("SET", "{a}\u00ff" + i, "value");
      }
      cluster.moveSlot(SLOT, from, to);

      assertThat(cluster.ownerOf(SLOT)).isSameAs(to);
      assertThat(to.call("GET", "{a}\u00ff7")).isEqualTo("value");
      assertThat(to.call("DBSIZE")).isEqualTo(250L);
      assertThat(from.call("DBSIZE")).isEqualTo(0L);
      assertThatThrownBy(() -> cluster.node(1).call("GET", "{a}"))
          .hasMessageContaining("MOVED %d 127.0.0.1:%d".formatted(SLOT, to.port()));
    }
  }

  @Test
  void leavesAMigrationHalfWay() {
    try (RedisCluster cluster =
        RedisCluster.builder(RedisBinary.of(RedisVersion.V7_4)).primaries(2).start()) {
      RedisServer from = cluster.node(1);
      RedisServer to = cluster.node(0);
      for (int i = 0; i < 10; i++) {
        from.call("SET", "{a}" + i, "value");
      }

      cluster.beginMigration(SLOT, from, to, 4);

      assertThat(from.call("DBSIZE")).isEqualTo(6L);
      assertThat(to.call("DBSIZE")).isEqualTo(4L);
      assertThat(cluster.ownerOf(SLOT)).isSameAs(from);
      assertThatThrownBy(() -> from.call("GET", "{a}missing")).hasMessageContaining(": ASK ");

      cluster.finishMigration(SLOT, from, to);
      assertThat(to.call("DBSIZE")).isEqualTo(10L);
      assertThat(cluster.ownerOf(SLOT)).isSameAs(to);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsOverToAReplica(RedisVersion version) {
    try (Certificates certificates = Certificates.create("127.0.0.1");
        RedisCluster cluster =
            RedisCluster.builder(RedisBinary.of(version))
                .replicasPerPrimary(1)
                .password("secret \u00e4")
                .tls(certificates)
                .start()) {
      RedisServer primary = cluster.node(2);
      RedisServer replica = cluster.node(5);
      assertThat(cluster.replicasOf(primary)).containsExactly(replica);
      assertThat(cluster.nodes()).hasSize(6).allSatisfy(RedisClusterTest::isComplete);

      assertThat(cluster.failover(primary)).isSameAs(replica);
      assertThat(cluster.ownerOf(SLOT)).isSameAs(replica);
      assertThat(cluster.replicasOf(replica)).containsExactly(primary);

      cluster.moveSlot(SLOT, replica, cluster.node(0));
      assertThat(cluster.ownerOf(SLOT)).isSameAs(cluster.node(0));
    }
  }

  @Test
  void replacesAKilledPrimary() {
    try (RedisCluster cluster =
        RedisCluster.builder(RedisBinary.of(RedisVersion.V7_0)).replicasPerPrimary(1).start()) {
      RedisServer primary = cluster.ownerOf(SLOT);
      primary.kill();

      RedisServer replica = cluster.failover(primary);

      assertThat(replica.call("SET", "{a}", "value")).isEqualTo("OK");
      assertThat(cluster.ownerOf(SLOT)).isSameAs(replica);
    }
  }

  @Test
  void spreadsSlotsEvenly() {
    try (RedisCluster cluster =
        RedisCluster.builder(RedisBinary.of(RedisVersion.V6_2)).primaries(5).start()) {
      List<Integer> sizes =
          ClusterNodes.of(cluster.node(3)).all().stream()
              .map(node -> node.slots().cardinality())
              .sorted()
              .toList();
      assertThat(sizes).containsExactly(3276, 3277, 3277, 3277, 3277);
    }
  }

  private static void isComplete(RedisServer node) {
    assertThat(node.call("CLUSTER", "INFO"))
        .asString()
        .contains("cluster_state:ok", "cluster_slots_ok:16384");
  }
}
