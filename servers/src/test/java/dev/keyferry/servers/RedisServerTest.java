package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisServerTest {
  private static final RedisBinary BINARY = RedisBinary.of(RedisVersion.V7_0);

  @ParameterizedTest
  @EnumSource
  void startsAndStopsEachVersion(RedisVersion version) {
    RedisServer server = RedisServer.builder(RedisBinary.of(version)).start();
    long pid = server.pid();
    try (server) {
      assertThat(server.call("INFO", "server"))
          .asString()
          .contains("redis_version:" + version.number(), "process_id:" + pid);
      assertThat(server.call("DEBUG", "SLEEP", "0")).isEqualTo("OK");
      assertThat(server.uri()).isEqualTo("redis://127.0.0.1:" + server.port());
      assertThat(server.version()).isEqualTo(version);
    }

    server.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(server.isRunning()).isFalse();
    assertThat(server.directory()).doesNotExist();
  }

  @Test
  void takesConfigurationLines() {
    try (RedisServer server =
        RedisServer.builder(BINARY)
            .config("maxmemory", "10mb")
            .config("rename-command", "FLUSHALL \"\"")
            .config("save", "")
            .start()) {
      assertThat(server.call("CONFIG", "GET", "maxmemory")).asString().contains("10485760");
      assertThatThrownBy(() -> server.call("FLUSHALL")).hasMessageContaining("unknown command");
    }
  }

  @Test
  void refusesDirectivesThatItDecidesItself() {
    assertThatThrownBy(() -> RedisServer.builder(BINARY).config("bind", "0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot set bind");
    assertThatThrownBy(() -> RedisServer.builder(BINARY).config("maxmemory", "1mb\nbind 0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line break");
    assertThatThrownBy(() -> RedisServer.builder(BINARY).port(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
  }

  @Test
  void tellsTheLastLogLinesOfAServerThatDoesNotStart() {
    assertThatThrownBy(() -> RedisServer.builder(BINARY).config("no-such-directive", "1").start())
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll("exit code 1", "no-such-directive");
  }

  @ParameterizedTest
  @EnumSource
  void failsOnAGivenPortThatIsTaken(RedisVersion version) {
    RedisBinary binary = RedisBinary.of(version);
    try (RedisServer first = RedisServer.builder(binary).start()) {
      assertThatThrownBy(() -> RedisServer.builder(binary).port(first.port()).start())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("in use");
      assertThat(first.call("PING")).isEqualTo("PONG");
    }
  }

  @ParameterizedTest
  @EnumSource
  void triesAnotherPortWhenTheChosenOneIsTaken(RedisVersion version) {
    RedisBinary binary = RedisBinary.of(version);
    try (RedisServer first = RedisServer.builder(binary).start()) {
      Iterator<Integer> ports = List.of(first.port(), FreePort.choose()).iterator();
      try (RedisServer second = RedisServer.builder(binary).ports(ports::next).start()) {
        assertThat(second.port()).isNotEqualTo(first.port());
        assertThat(second.call("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void keepsThePortAndLosesDataWhenRestarted() {
    try (RedisServer server = RedisServer.builder(BINARY).start()) {
      int port = server.port();
      long pid = server.pid();
      server.call("SET", "key", "value");

      server.stopAbruptlyAndRestart();

      assertThat(server.port()).isEqualTo(port);
      assertThat(server.pid()).isNotEqualTo(pid);
      assertThat(server.call("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void keepsDataOfAnAppendOnlyFileWhenRestarted() {
    try (RedisServer server =
        RedisServer.builder(BINARY)
            .config("appendonly", "yes")
            .config("appendfsync", "always")
            .start()) {
      server.call("SET", "key", "value");
      server.kill();
      assertThat(server.isRunning()).isFalse();
      assertThatThrownBy(() -> server.call("PING")).isInstanceOf(ServerException.class);

      server.restart();

      assertThat(server.call("GET", "key")).isEqualTo("value");
      assertThatThrownBy(server::restart)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("it is running");
    }
  }

  @Test
  void answersNothingWhilePaused() throws IOException {
    try (RedisServer server = RedisServer.builder(BINARY).start();
        RespConnection connection = server.connect(Duration.ofMillis(200))) {
      server.pause();
      assertThatThrownBy(() -> connection.command("PING"))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(server.isRunning()).isTrue();

      server.resume();

      assertThat(server.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void closesAPausedServer() {
    RedisServer server = RedisServer.builder(BINARY).start();
    server.pause();
    server.close();
    assertThat(server.isRunning()).isFalse();
  }

  @Test
  void loadsAnRdbFile(@TempDir Path directory) throws IOException {
    Path copy = directory.resolve("copy.rdb");
    try (RedisServer server = RedisServer.builder(BINARY).start()) {
      server.call("SET", "key", "value");
      server.call("SAVE");
      Files.copy(server.directory().resolve("dump.rdb"), copy);
    }

    try (RedisServer server = RedisServer.builder(BINARY).rdbFile(copy).start()) {
      assertThat(server.call("GET", "key")).isEqualTo("value");
    }
  }
}
