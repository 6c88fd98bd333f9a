package dev.keyferry.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with, the port left open.
 *
 * @param lines lines of the configuration file
 * @param ports gives a port to try
 * @param portAttempts how often another port may be tried when one is taken
 * @param password of the user {@code default}, or null for none
 * @param tls certificates of a server that speaks only TLS, or null for plain TCP
 * @param rdbFile a file to load at the first start, or null for an empty server
 */
record ServerSettings(
    RedisBinary binary,
    List<String> lines,
    IntSupplier ports,
    int portAttempts,
    @Nullable String password,
    @Nullable Certificates tls,
    @Nullable Path rdbFile) {
  private static final String CONFIG_FILE = "redis.conf";

  /** Writes the configuration, which only this user can read: it may hold passwords. */
  Path write(Path directory, int port) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    text.append(tls == null ? "port " : "port 0\ntls-port ").append(port).append('\n');

    Path file = directory.resolve(CONFIG_FILE);
    Files.deleteIfExists(file);
    Files.createFile(file, OwnDirectory.ownerOnly("rw-------"));
    return Files.writeString(
        file, text.toString(), StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** A word as Redis' configuration parser reads it back, whatever characters it has. */
  static String quoted(String word) {
    String escaped =
        word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return '"' + escaped + '"';
  }
}
