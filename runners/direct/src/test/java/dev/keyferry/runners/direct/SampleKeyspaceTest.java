package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisServer;
import dev.keyferry.servers.RedisVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleKeyspaceTest {
  private static final int KEYS = 400;

  @ParameterizedTest
  @EnumSource(RedisVersion.class)
  void hasEveryTypeInEveryEncoding(RedisVersion version) {
    try (RedisServer server = RedisServer.builder(RedisBinary.of(version)).start();
        RedisConnection connection = Connections.to(server)) {
      SampleKeyspace.of(KEYS).fillCluster(key -> connection);

      assertThat(encodings(connection)).containsExactlyInAnyOrderElementsOf(expected(version));
    }
  }

  @Test
  void writesEveryKeyToOneOfTwoDatabases() {
    try (RedisServer server = Connections.newestServer();
        RedisConnection connection = Connections.to(server)) {
      SampleKeyspace.of(KEYS).fill(connection);

      assertThat(size(connection, 0)).isEqualTo(KEYS * 9 / 10);
      assertThat(size(connection, 1)).isEqualTo(KEYS / 10);
    }
  }

  @Test
  void hasKeysAndValuesThatBreakCarelessCode() {
    try (RedisServer server = Connections.newestServer();
        RedisConnection connection = Connections.to(server)) {
      SampleKeyspace.of(KEYS).fillCluster(key -> connection);
      List<byte[]> keys = keys(connection);

      assertThat(keys).hasSize(KEYS);
      assertThat(keys).anyMatch(key -> key.length > 1000);
      assertThat(keys).anyMatch(key -> key[0] == 0 && key[1] == (byte) 0xff);
      assertThat(keys).anyMatch(key -> Bytes.text(key).startsWith("{shop:"));
      assertThat(lengths(connection, keys)).contains(0L).anyMatch(length -> length > 3_000_000);
      assertThat(timesToLive(connection, keys))
          .contains(-1L)
          .anyMatch(millis -> millis % 1000 != 0)
          .anyMatch(millis -> millis > 31_536_000_000L)
          .filteredOn(millis -> millis != -1)
          .hasSizeBetween(KEYS / 5, KEYS / 3)
          .allMatch(millis -> millis > 200_000);
    }
  }

  @Test
  void writesTheSameEachTimeAndOtherValuesWithAnotherSeed() {
    try (RedisServer first = Connections.newestServer();
        RedisServer second = Connections.newestServer();
        RedisConnection ours = Connections.to(first);
        RedisConnection theirs = Connections.to(second)) {
      SampleKeyspace sample = SampleKeyspace.of(KEYS).withFieldExpiry();
      sample.fill(ours);
      sample.fill(theirs);
      KeyspaceView ourKeys = KeyspaceView.of(ours);
      KeyspaceView theirKeys = KeyspaceView.of(theirs);

      assertThat(KeyspaceComparison.compare(ourKeys, theirKeys).named()).isEmpty();

      theirs.call("FLUSHALL");
      sample.withSeed(7).fill(theirs);
      assertThat(KeyspaceComparison.compare(ourKeys, theirKeys).isEmpty()).isFalse();
    }
  }

  @Test
  void letsFieldsExpireWhenAsked() {
    try (RedisServer server = Connections.newestServer();
        RedisConnection connection = Connections.to(server)) {
      SampleKeyspace.of(KEYS).withFieldExpiry().fill(connection);

      String keyspace = Bytes.text(Replies.present(connection.call("INFO", Bytes.of("keyspace"))));
      assertThat(keyspace).containsPattern("subexpiry=[1-9]");
    }
  }

  @Test
  void refusesANegativeNumberOfKeys() {
    assertThatThrownBy(() -> SampleKeyspace.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Number of keys is -1, but cannot be negative");
  }

  private static Set<String> expected(RedisVersion version) {
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                "string int",
                "string embstr",
                "string raw",
                "list quicklist",
                "set intset",
                "set hashtable",
                "zset skiplist",
                "hash hashtable",
                "stream stream"));
    String compact = version == RedisVersion.V6_2 ? "ziplist" : "listpack";
    expected.add("zset " + compact);
    expected.add("hash " + compact);
    if (version == RedisVersion.V7_4) {
      expected.add("list listpack");
      expected.add("set listpack");
    }
    return expected;
  }

  private static Set<String> encodings(RedisConnection connection) {
    Set<String> encodings = new TreeSet<>();
    for (byte[] key : keys(connection)) {
      String type = Bytes.text(Replies.present(connection.call("TYPE", key)));
      Object encoding = connection.call("OBJECT", Bytes.of("ENCODING"), key);
      encodings.add(type + " " + Bytes.text(Replies.present(encoding)));
    }
    return encodings;
  }

  private static List<byte[]> keys(RedisConnection connection) {
    List<byte[]> keys = new ArrayList<>();
    KeyspaceView.of(connection).forEachPage(keys::addAll);
    return keys;
  }

  private static long size(RedisConnection connection, int database) {
    connection.select(database);
    return Replies.number(connection.call("DBSIZE"));
  }

  private static List<Long> lengths(RedisConnection connection, List<byte[]> keys) {
    return keys.stream()
        .filter(key -> Bytes.text(Replies.present(connection.call("TYPE", key))).equals("string"))
        .map(key -> Replies.number(connection.call("STRLEN", key)))
        .toList();
  }

  private static List<Long> timesToLive(RedisConnection connection, List<byte[]> keys) {
    return keys.stream().map(key -> Replies.number(connection.call("PTTL", key))).toList();
  }
}
