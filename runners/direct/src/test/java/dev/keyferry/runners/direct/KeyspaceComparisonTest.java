package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.servers.RedisBinary;
import dev.keyferry.servers.RedisServer;
import dev.keyferry.servers.RedisVersion;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares 6.2.7 with 7.4.1, which share hardly any encoding. */
class KeyspaceComparisonTest {
  private static RedisServer oldServer;
  private static RedisServer newServer;
  private static RedisConnection source;
  private static RedisConnection target;

  @BeforeAll
  static void start() {
    oldServer = RedisServer.builder(RedisBinary.of(RedisVersion.V6_2)).start();
    newServer = Connections.newestServer();
    source = Connections.to(oldServer);
    target = Connections.to(newServer);
  }

  @AfterAll
  static void stop() {
    source.close();
    target.close();
    oldServer.close();
    newServer.close();
  }

  @BeforeEach
  void empty() {
    for (RedisConnection server : List.of(source, target)) {
      server.select(0);
      server.call("FLUSHALL");
    }
  }

  @Test
  void findsNothingBetweenEmptyKeyspaces() {
    assertThat(compare()).hasToString("0 keys compared, all equal");
  }

  @Test
  void findsNothingBetweenRestoredPayloads() {
    SampleKeyspace.of(3000).fill(source);
    PayloadCopy.copy(source, target);

    assertThat(compare()).hasToString("3,000 keys compared, all equal");
  }

  @Test
  void findsNothingBetweenValuesWrittenByCommands() {
    SampleKeyspace sample = SampleKeyspace.of(1000);
    sample.fill(source);
    sample.fill(target);

    assertThat(compare()).hasToString("1,000 keys compared, all equal");
  }

  @Test
  void findsMissingAndExtraKeysInAllDatabases() {
    source.call("SET", Bytes.of("only here\u0000"), Bytes.of("1"));
    target.select(2);
    Connections.send(target, "SET only-there 1");

    assertThat(compare().named())
        .containsExactly("missing db 0 \"only here\\x00\"", "extra db 2 \"only-there\"");
  }

  @Test
  void findsAnotherType() {
    Connections.send(source, "SADD k a");
    Connections.send(target, "RPUSH k a");

    assertThat(compare().named()).containsExactly("type db 0 \"k\" source set target list");
  }

  @ParameterizedTest
  @CsvSource({
    "SET k abc, SET k abd",
    "SET k 1, SET k 01",
    "RPUSH k a b, RPUSH k b a",
    "RPUSH k a, RPUSH k a a",
    "SADD k a b, SADD k a c",
    "SADD k 1 2, SADD k 1 2 3",
    "ZADD k 1 a, ZADD k 1.0000001 a",
    "ZADD k inf a, ZADD k -inf a",
    "ZADD k 1 a, ZADD k 1 b",
    "HSET k a 1, HSET k a 2",
    "HSET k a 1, HSET k b 1",
    "XADD k 1-1 a 1, XADD k 1-2 a 1",
    "XADD k 1-1 a 1, XADD k 1-1 a 2",
    "XADD k 1-1 a 1 b 2, XADD k 1-1 b 2 a 1",
    "SETBIT k 7 1, SETBIT k 6 1",
  })
  void findsAnotherValue(String ours, String theirs) {
    Connections.send(source, ours);
    Connections.send(target, theirs);

    assertThat(compare().named()).singleElement().asString().startsWith("value db 0 \"k\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XDEL s 1-1",
        "XSETID s 9-9",
        "XGROUP CREATE s another 0",
        "XGROUP DESTROY s g",
        "XGROUP SETID s g 0",
        "XGROUP CREATECONSUMER s g third",
        "XGROUP DELCONSUMER s g first",
        "XACK s g 1-1",
        "XCLAIM s g second 0 1-1 TIME 1700000000000 RETRYCOUNT 3",
        "XCLAIM s g first 0 1-1 TIME 1700000000000 RETRYCOUNT 4",
        "XCLAIM s g first 0 1-1 TIME 1700000000001 RETRYCOUNT 3"
      })
  void findsAnotherStateOfAStream(String change) {
    for (RedisConnection server : List.of(source, target)) {
      Connections.send(server, "XADD s 1-1 a 1");
      Connections.send(server, "XADD s 1-2 a 2");
      Connections.send(server, "XGROUP CREATE s g 0");
      Connections.send(server, "XREADGROUP GROUP g first COUNT 1 STREAMS s >");
      Connections.send(server, "XGROUP CREATECONSUMER s g second");
      Connections.send(server, "XCLAIM s g first 0 1-1 TIME 1700000000000 RETRYCOUNT 3");
    }
    assertThat(compare().named()).isEmpty();

    Connections.send(target, change);
    assertThat(compare().named()).containsExactly("value db 0 \"s\" stream");
  }

  @Test
  void findsEntriesThatOnlyOneStreamEverHad() {
    try (RedisServer server = Connections.newestServer();
        RedisConnection other = Connections.to(server)) {
      for (String line : List.of("XADD s 1-1 a 1", "XADD s 1-2 a 1")) {
        Connections.send(target, line);
        Connections.send(other, line);
      }
      Connections.send(target, "XSETID s 1-2 ENTRIESADDED 9");

      KeyspaceDifferences differences =
          KeyspaceComparison.compare(KeyspaceView.of(target), KeyspaceView.of(other));
      assertThat(differences.named()).containsExactly("value db 0 \"s\" stream");
    }
  }

  @Test
  void findsOneMillisecondOfExpiry() {
    Connections.send(source, "SET same a PXAT 3000000000123");
    Connections.send(target, "SET same a PXAT 3000000000123");
    Connections.send(source, "SET late a PXAT 3000000000123");
    Connections.send(target, "SET late a PXAT 3000000000124");
    Connections.send(source, "SET lost a PXAT 3000000000123");
    Connections.send(target, "SET lost a");

    assertThat(compare().named())
        .containsExactlyInAnyOrder(
            "ttl db 0 \"late\" source 3000000000123 target 3000000000124",
            "ttl db 0 \"lost\" source 3000000000123 target -1");
  }

  @Test
  void readsExpiryOfOldServersToTheMillisecond() {
    for (int i = 0; i < 2000; i++) {
      source.send(
          "SET",
          Bytes.of("k" + i),
          Bytes.of(i),
          Bytes.of("PXAT"),
          Bytes.of(4_000_000_000_000L + i));
      target.send(
          "SET",
          Bytes.of("k" + i),
          Bytes.of(i),
          Bytes.of("PXAT"),
          Bytes.of(4_000_000_000_000L + i));
    }
    source.replies(2000);
    target.replies(2000);

    assertThat(compare()).hasToString("2,000 keys compared, all equal");
  }

  @Test
  void findsAnotherExpiryOfAField() {
    Connections.send(source, "HSET h a 1 b 2");
    Connections.send(target, "HSET h a 1 b 2");
    Connections.send(target, "HPEXPIREAT h 3000000000123 FIELDS 1 b");

    assertThat(compare().named()).containsExactly("value db 0 \"h\" hash");
  }

  @Test
  void forgivesKeysThatAreAboutToExpire() {
    Connections.send(source, "SET k a PX 900");
    Connections.send(target, "SET l a PX 900");

    assertThat(compare().named()).isEmpty();
  }

  @Test
  void countsAllDifferencesAndNamesTheFirst() {
    SampleKeyspace.of(100).fill(source);

    KeyspaceDifferences differences = compare();

    assertThat(differences.named()).hasSize(20);
    assertThat(differences.count(KeyspaceDifferences.Kind.MISSING)).isEqualTo(100);
    assertThat(differences).hasToString("100 keys compared, 100 missing");
  }

  private static KeyspaceDifferences compare() {
    return KeyspaceComparison.compare(KeyspaceView.of(source), KeyspaceView.of(target));
  }
}
