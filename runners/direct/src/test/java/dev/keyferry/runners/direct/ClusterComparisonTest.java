package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisCluster;
import dev.keyferry.servers.RedisServer;
import dev.keyferry.servers.RedisVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClusterComparisonTest {
  @Test
  void comparesAClusterWithAServerBothWays() {
    try (RedisCluster cluster = RedisCluster.builder(RedisBinary.of(RedisVersion.V6_2)).start();
        RedisServer server = Connections.newestServer();
        RedisConnection single = Connections.to(server);
        RedisConnection router = Connections.to(cluster.node(0))) {
      List<RedisConnection> primaries = cluster.nodes().stream().map(Connections::to).toList();
      Map<Integer, RedisConnection> byPort = new HashMap<>();
      primaries.forEach(node -> byPort.put(node.endpoint().port(), node));
      Function<byte[], RedisConnection> primaryOfKey =
          key -> byPort.get(cluster.ownerOf(slot(router, key)).port());
      SampleKeyspace sample = SampleKeyspace.of(300);
      sample.fillCluster(primaryOfKey);
      sample.fillCluster(key -> single);
      KeyspaceView clustered = KeyspaceView.ofCluster(primaries, primaryOfKey);
      KeyspaceView alone = KeyspaceView.of(single);

      assertThat(KeyspaceComparison.compare(clustered, alone))
          .hasToString("300 keys compared, all equal");
      assertThat(KeyspaceComparison.compare(alone, clustered))
          .hasToString("300 keys compared, all equal");

      Connections.send(single, "SET extra 1");
      assertThat(KeyspaceComparison.compare(clustered, alone).named())
          .containsExactly("extra db 0 \"extra\"");
      assertThat(KeyspaceComparison.compare(alone, clustered).named())
          .containsExactly("missing db 0 \"extra\"");
      primaries.forEach(RedisConnection::close);
    }
  }

  private static int slot(RedisConnection router, byte[] key) {
    return (int) Replies.number(router.call("CLUSTER", Bytes.of("KEYSLOT"), key));
  }
}
