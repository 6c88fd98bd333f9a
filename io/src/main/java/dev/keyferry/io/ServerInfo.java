package dev.keyferry.io;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What INFO says of a server, as far as a copy needs it. Immutable. */
public final class ServerInfo implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> fields;

  private ServerInfo(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Asks a server for its default sections. */
  public static ServerInfo of(RedisConnection connection) {
    return parse(Reply.text(connection.call("INFO")));
  }

  /** Asks for the section that names the process. */
  static ServerInfo serverSection(RedisConnection connection) {
    return parse(Reply.text(connection.call("INFO", RedisConnection.ascii("server"))));
  }

  static ServerInfo parse(String reply) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : reply.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.charAt(0) != '#') {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }

    return new ServerInfo(fields);
  }

  /** Product and version for people: {@code Redis 6.2.7}, {@code Valkey 8.0.1}. */
  public String version() {
    String valkey = fields.get("valkey_version");
    return valkey != null ? "Valkey " + valkey : "Redis " + field("redis_version", "?");
  }

  /** Whether Redis of this version, or Valkey which is newer than all of them up to 7.2. */
  boolean isAtLeast(int major, int minor) {
    if (fields.containsKey("valkey_version")) {
      return major < 7 || (major == 7 && minor <= 2);
    }

    String version = field("redis_version", "0.0");
    int ownMinor = number(version.substring(version.indexOf('.') + 1));
    return major(version) > major || (major(version) == major && ownMinor >= minor);
  }

  /** Whether the server keeps one hash table per slot: Redis 7.4 and Valkey 8, in a cluster. */
  boolean hasTablePerSlot() {
    String valkey = fields.get("valkey_version");
    return isCluster() && (valkey != null ? major(valkey) >= 8 : isAtLeast(7, 4));
  }

  /** Whether the server takes part in an OSS cluster. */
  public boolean isCluster() {
    return "1".equals(fields.get("cluster_enabled"));
  }

  /** Whether it follows another server and so takes no writes. */
  public boolean isReplica() {
    return "slave".equals(fields.get("role"));
  }

  /** The process' random name, new with each start; empty when it is hidden. */
  public String runId() {
    return field("run_id", "");
  }

  /** Bytes of memory that the server uses; 0 when it does not say. */
  public long usedMemoryBytes() {
    return longField("used_memory");
  }

  /** Numbers of the databases that hold keys, ascending, with their number of keys. */
  public SortedMap<Integer, Long> keysByDatabase() {
    SortedMap<Integer, Long> keys = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith("db") && value.startsWith("keys=")) {
            int comma = value.indexOf(',');
            String count = value.substring(5, comma < 0 ? value.length() : comma);
            keys.put(Integer.valueOf(name.substring(2)), Long.valueOf(count));
          }
        });
    return keys;
  }

  /** All keys of all databases. */
  public long keys() {
    return keysByDatabase().values().stream().mapToLong(Long::longValue).sum();
  }

  /** A field of INFO as text; null when the server does not send it. */
  public @Nullable String field(String name) {
    return fields.get(name);
  }

  private String field(String name, String otherwise) {
    return fields.getOrDefault(name, otherwise);
  }

  private long longField(String name) {
    String value = fields.get(name);
    return value == null || value.isEmpty() ? 0 : Long.parseLong(value);
  }

  private static int major(String version) {
    return number(version);
  }

  /** The number that a text begins with; 0 when it begins with none. */
  private static int number(String digits) {
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }

    return end == 0 ? 0 : Integer.parseInt(digits.substring(0, end));
  }
}
