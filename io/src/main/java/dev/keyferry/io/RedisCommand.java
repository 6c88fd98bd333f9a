package dev.keyferry.io;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.commands.ProtocolCommand;

/** A command's name in the bytes that go over the wire, and whether it can change a server. */
final class RedisCommand implements ProtocolCommand {

  /**
   * All that a read-only connection sends. None of these writes a key, moves an expiry, or changes
   * a setting that outlives the connection. CLUSTER and MEMORY are meant with their reading
   * sub-commands only, the sole ones used here.
   */
  private static final Set<String> READS =
      Set.of(
          "CLUSTER",
          "DBSIZE",
          "DUMP",
          "INFO",
          "MEMORY",
          "PEXPIRETIME",
          "PING",
          "PTTL",
          "RANDOMKEY",
          "SCAN",
          "SELECT",
          "TIME",
          "ASKING");

  private static final Map<String, RedisCommand> COMMANDS = new ConcurrentHashMap<>();

  static final RedisCommand ASKING = of("ASKING");
  static final RedisCommand CLUSTER = of("CLUSTER");
  static final RedisCommand DUMP = of("DUMP");
  static final RedisCommand INFO = of("INFO");
  static final RedisCommand PEXPIRETIME = of("PEXPIRETIME");
  static final RedisCommand PING = of("PING");
  static final RedisCommand PTTL = of("PTTL");
  static final RedisCommand RESTORE = of("RESTORE");
  static final RedisCommand SCAN = of("SCAN");
  static final RedisCommand SELECT = of("SELECT");
  static final RedisCommand TIME = of("TIME");

  private final String name;
  private final byte[] raw;
  private final boolean reads;

  private RedisCommand(String name) {
    this.name = name;
    this.raw = name.getBytes(StandardCharsets.US_ASCII);
    this.reads = READS.contains(name);
  }

  static RedisCommand of(String name) {
    return COMMANDS.computeIfAbsent(name.toUpperCase(Locale.ROOT), RedisCommand::new);
  }

  /** Whether a read-only connection may send it. */
  boolean reads() {
    return reads;
  }

  @Override
  public byte[] getRaw() {
    return raw;
  }

  @Override
  public String toString() {
    return name;
  }
}
