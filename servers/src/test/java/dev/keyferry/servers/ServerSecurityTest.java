package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerSecurityTest {
  private static final String PASSWORD = "p\"a\\s s#\u00e4";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void asksForThePassword(RedisVersion version) throws IOException {
    try (RedisServer server =
            RedisServer.builder(RedisBinary.of(version)).password(PASSWORD).start();
        RespConnection stranger = RespConnection.open(server.port(), null, LIMIT)) {
      assertThatThrownBy(() -> stranger.command("DBSIZE")).hasMessageContaining("NOAUTH");
      assertThat(server.call("DBSIZE")).isEqualTo(0L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesAnAclUserItsRules(RedisVersion version) throws IOException {
    try (RedisServer server =
            RedisServer.builder(RedisBinary.of(version))
                .aclUser("default", "other")
                .aclUser("copier", PASSWORD, "~*", "+@all", "-config")
                .start();
        RespConnection copier = RespConnection.open(server.port(), null, LIMIT)) {
      copier.command("AUTH", "copier", RespConnection.asBytes(PASSWORD));
      assertThat(copier.command("SET", "key", "value")).isEqualTo("OK");
      assertThatThrownBy(() -> copier.command("CONFIG", "GET", "*")).hasMessageContaining("NOPERM");
      assertThatThrownBy(() -> server.call("PING")).hasMessageContaining("NOPERM");
    }
  }

  @Test
  void showsItsPasswordNowhere() throws IOException {
    try (RedisServer server =
        RedisServer.builder(RedisBinary.of(RedisVersion.V7_4)).password("secret-word").start()) {
      assertThat(Files.getPosixFilePermissions(server.directory().resolve("redis.conf")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.getPosixFilePermissions(server.directory()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(server.uri() + server).doesNotContain("secret-word");
      assertThat(commandLine(server.pid())).contains("redis").doesNotContain("secret-word");
    }
  }

  private static String commandLine(long pid) throws IOException {
    Process list = new ProcessBuilder("ps", "-o", "args=", "-p", Long.toString(pid)).start();
    try (InputStream output = list.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
