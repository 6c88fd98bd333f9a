package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {
  private static final ClusterNodes NODES =
      ClusterNodes.parse(
          """
          aa 127.0.0.1:7001@17001 myself,master - 0 0 1 connected 0-2 5 [5->-bb]
          bb 127.0.0.1:7002@17002,host.example master - 0 17 2 connected 3-4
          cc 127.0.0.1:7003@17003 slave bb 0 17 2 connected
          dd :0@0 master,noaddr - 0 0 0 disconnected
          """);

  @Test
  void readsOwners() {
    BitSet slots = new BitSet();
    slots.set(0, 3);
    slots.set(5);
    assertThat(NODES.all().get(0).slots()).isEqualTo(slots);
    assertThat(NODES.ownerOf(4)).map(ClusterNodes.Node::port).hasValue(7002);
    assertThat(NODES.ownerOf(6)).isEmpty();
    assertThat(NODES.isOwner(5, 7001)).isTrue();
  }

  @Test
  void readsRoles() {
    assertThat(NODES.primaryCount()).isEqualTo(3);
    assertThat(NODES.isPrimary(7003)).isFalse();
    assertThat(NODES.replicasOf(NODES.all().get(1))).containsExactly(NODES.all().get(2));
    assertThat(NODES.all())
        .extracting(ClusterNodes.Node::isSettled)
        .containsExactly(true, true, true, false);
  }
}
