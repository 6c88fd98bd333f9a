package dev.keyferry.servers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of moving one slot between two primaries, as redis-cli --cluster reshard does it. */
final class SlotMigration {
  private static final int KEYS_PER_COMMAND = 100;
  private static final String TIMEOUT_MILLIS = "5000";

  private final @Nullable String password;

  SlotMigration(@Nullable String password) {
    this.password = password;
  }

  void begin(int slot, RedisServer from, RedisServer to, int keysMoved) {
    setSlot(to, slot, "IMPORTING", id(from));
    setSlot(from, slot, "MIGRATING", id(to));
    int left = keysMoved;
    while (left > 0) {
      int moved = moveKeys(slot, from, to, Math.min(left, KEYS_PER_COMMAND));
      left = moved == 0 ? 0 : left - moved;
    }
  }

  void moveAllKeys(int slot, RedisServer from, RedisServer to) {
    int moved = 1;
    while (moved > 0) {
      moved = moveKeys(slot, from, to, KEYS_PER_COMMAND);
    }
  }

  /** Tells the new owner first: told last, it could refuse keys that the old one sends to it. */
  void setOwner(int slot, RedisServer from, RedisServer to, List<RedisServer> primaries) {
    String owner = id(to);
    List<RedisServer> told = new ArrayList<>(List.of(to, from));
    told.addAll(primaries);
    told.stream().distinct().forEach(node -> setSlot(node, slot, "NODE", owner));
  }

  private int moveKeys(int slot, RedisServer from, RedisServer to, int limit) {
    Object reply =
        from.call("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), Integer.toString(limit));
    List<String> keys =
        reply instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    if (keys.isEmpty()) {
      return 0;
    }

    List<String> words = new ArrayList<>();
    words.addAll(List.of("MIGRATE", to.host(), Integer.toString(to.port()), "", "0"));
    words.addAll(List.of(TIMEOUT_MILLIS, "REPLACE"));
    if (password != null) {
      words.addAll(List.of("AUTH", RespConnection.asBytes(password)));
    }
    words.add("KEYS");
    words.addAll(keys);
    from.call(words.toArray(String[]::new));
    return keys.size();
  }

  private static void setSlot(RedisServer node, int slot, String state, String id) {
    node.call("CLUSTER", "SETSLOT", Integer.toString(slot), state, id);
  }

  private static String id(RedisServer node) {
    return String.valueOf(node.call("CLUSTER", "MYID"));
  }
}
