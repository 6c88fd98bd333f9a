package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A keyspace to be read for a comparison: one server with its databases, or the primaries of a
 * cluster and which of them has a key. The connections stay the caller's, who closes them.
 */
public final class KeyspaceView {
  private static final Pattern DATABASE = Pattern.compile("(?m)^db(\\d+):");
  private static final byte[] PAGE_KEYS = Bytes.of(500);

  private final List<RedisConnection> primaries;
  private final Function<byte[], RedisConnection> primaryOfKey;
  private final Commands commands;

  private KeyspaceView(
      List<RedisConnection> primaries, Function<byte[], RedisConnection> primaryOfKey) {
    this.primaries = List.copyOf(primaries);
    this.primaryOfKey = primaryOfKey;
    RedisConnection first = this.primaries.get(0);
    commands = new Commands(knows(first, "PEXPIRETIME"), knows(first, "HPEXPIRETIME"));
  }

  /** A keyspace that one server holds. */
  public static KeyspaceView of(RedisConnection server) {
    return new KeyspaceView(List.of(server), key -> server);
  }

  /** A keyspace that several primaries hold, each key one of them. */
  public static KeyspaceView ofCluster(
      List<RedisConnection> primaries, Function<byte[], RedisConnection> primaryOfKey) {
    return new KeyspaceView(primaries, primaryOfKey);
  }

  RedisConnection primaryOf(byte[] key) {
    return primaryOfKey.apply(key);
  }

  boolean knowsExpiryTimes() {
    return commands.expiryTimes();
  }

  boolean knowsFieldExpiryTimes() {
    return commands.fieldExpiryTimes();
  }

  /** The databases that hold keys. */
  NavigableSet<Integer> databases() {
    NavigableSet<Integer> databases = new TreeSet<>();
    for (RedisConnection primary : primaries) {
      String info = Bytes.text(Replies.present(primary.call("INFO", Bytes.of("keyspace"))));
      DATABASE
          .matcher(info)
          .results()
          .map((MatchResult match) -> Integer.valueOf(match.group(1)))
          .forEach(databases::add);
    }
    return databases;
  }

  void select(int database) {
    if (primaries.size() == 1) {
      primaries.get(0).select(database);
    }
  }

  /** Hands over all keys of the selected database, some hundred at a time, seldom one twice. */
  void forEachPage(Consumer<List<byte[]>> consumer) {
    for (RedisConnection primary : primaries) {
      byte[] cursor = Bytes.of(0);
      do {
        List<Object> page =
            Replies.list(primary.call("SCAN", cursor, Bytes.of("COUNT"), PAGE_KEYS));
        cursor = Replies.bytes(page.get(0));
        consumer.accept(Replies.list(page.get(1)).stream().map(Replies::bytes).toList());
      } while (!Bytes.text(cursor).equals("0"));
    }
  }

  long timeMillis() {
    return Replies.timeMillis(primaries.get(0).call("TIME"));
  }

  private static boolean knows(RedisConnection server, String command) {
    List<Object> reply = Replies.list(server.call("COMMAND", Bytes.of("INFO"), Bytes.of(command)));
    return !reply.isEmpty() && reply.get(0) != null;
  }

  /** Commands that not all versions have. */
  private record Commands(boolean expiryTimes, boolean fieldExpiryTimes) {}
}
