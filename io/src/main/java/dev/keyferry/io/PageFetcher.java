package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns keys into records: payload by DUMP and expiry, all keys in one pipeline.
 *
 * <p>The payload of a key and its expiry are two commands: when somebody writes the key between
 * them, they belong to two moments. A later pass over the keyspace settles that, not this one.
 */
final class PageFetcher implements AutoCloseable {
  /**
   * How often a key may move, or be made anew under the reader's hands, before that is an error.
   */
  private static final int MOST_ROUNDS = 10;

  private final RedisNode node;
  private final boolean exactExpiry;
  private final Redirects redirects = new Redirects(RedisNode.Access.READ);

  /**
   * Reads from a node, which stays the caller's to close.
   *
   * @param exactExpiry whether the server knows PEXPIRETIME
   */
  PageFetcher(RedisNode node, boolean exactExpiry) {
    this.node = node;
    this.exactExpiry = exactExpiry;
  }

  /** One page of what {@link #fetch} gives, counted as read. */
  RecordPage fetchPage(int database, List<byte[]> keys) {
    RecordPage page = RecordPage.of(fetch(database, keys));
    KeyspaceCounters.READ.inc(page.records().size());
    KeyspaceCounters.BYTES_READ.inc(page.bytes());
    return page;
  }

  /** The records of those keys that are there and not due; the others are counted by name. */
  private List<KeyRecord> fetch(int database, List<byte[]> keys) {
    List<KeyRecord> records = new ArrayList<>(keys.size());
    List<byte[]> again = fetch(node, database, keys, records);
    for (int round = 1; !again.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new RedisIOException(
            "cannot read " + EscapedKey.of(again.get(0)) + ": it changes with every look", null);
      }

      again = fetch(node, database, again, records);
    }

    return records;
  }

  @Override
  public void close() {
    redirects.close();
  }

  private List<byte[]> fetch(
      RedisNode from, int database, List<byte[]> keys, List<KeyRecord> records) {
    Expiries expiries = exactExpiry ? new ExactExpiries(keys) : new TimedExpiries(keys);
    Dumps dumps = new Dumps(keys);
    from.run(database, new Both(expiries, dumps));
    expiries.settle(from, database);

    List<byte[]> again = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Redirects.@Nullable Target moved = redirects.of(dumps.replies[i], expiries.reply(i), from);
      if (moved != null) {
        again.addAll(fetchMoved(moved, database, keys.get(i), records));
      } else if (!(settled(expiries.reply(i)) && settled(dumps.replies[i]))) {
        throw refused(from, keys.get(i), dumps.replies[i], expiries.reply(i));
      } else {
        take(database, keys.get(i), expiries.millis(i), dumps.replies[i], records, again);
      }
    }

    return again;
  }

  private static void take(
      int database,
      byte[] key,
      long expireAtMillis,
      @Nullable Object dump,
      List<KeyRecord> records,
      List<byte[]> again) {
    if (dump == null) {
      KeyspaceCounters.VANISHED.inc();
    } else if (expireAtMillis == Expiries.NO_KEY) {
      again.add(key);
    } else if (expireAtMillis == Expiries.DUE) {
      KeyspaceCounters.EXPIRED.inc();
    } else {
      records.add(KeyRecord.of(database, key, expireAtMillis, Reply.bytes(dump)));
    }
  }

  /** Reads one key where the cluster says that it is now; itself again when it moved on. */
  private List<byte[]> fetchMoved(
      Redirects.Target target, int database, byte[] key, List<KeyRecord> records) {
    List<byte[]> again = new ArrayList<>();
    TimedExpiries expiries = new TimedExpiries(List.of(key));
    Dumps dumps = new Dumps(List.of(key));
    RedisNode there = redirects.node(target);
    there.run(database, target.asking() ? new Asking(expiries) : expiries);
    there.run(database, target.asking() ? new Asking(dumps) : dumps);
    if (settled(expiries.reply(0)) && settled(dumps.replies[0])) {
      take(database, key, expiries.millis(0), dumps.replies[0], records, again);
    } else {
      again.add(key);
    }

    return again;
  }

  private static boolean settled(@Nullable Object reply) {
    return !(reply instanceof RedisReplyException);
  }

  private static RedisIOException refused(RedisNode node, byte[] key, @Nullable Object... replies) {
    for (Object reply : replies) {
      if (reply instanceof RedisReplyException error) {
        return new RedisIOException(
            node.endpoint() + " refuses to read " + EscapedKey.of(key) + ": " + error.getMessage(),
            error);
      }
    }

    throw new IllegalStateException("no refusal");
  }

  /** DUMP of each key. */
  private static final class Dumps implements Pipelined {
    private final List<byte[]> keys;
    private final @Nullable Object[] replies;

    Dumps(List<byte[]> keys) {
      this.keys = keys;
      this.replies = new Object[keys.size()];
    }

    @Override
    public int size() {
      return keys.size();
    }

    @Override
    public void send(int index, RedisConnection connection) {
      connection.send(RedisCommand.DUMP, keys.get(index));
    }

    @Override
    public void accept(int index, @Nullable Object reply) {
      replies[index] = reply;
    }
  }

  /** Two pipelines as one round trip. */
  private record Both(Pipelined first, Pipelined second) implements Pipelined {
    @Override
    public int size() {
      return first.size() + second.size();
    }

    @Override
    public void send(int index, RedisConnection connection) {
      if (index < first.size()) {
        first.send(index, connection);
      } else {
        second.send(index - first.size(), connection);
      }
    }

    @Override
    public void accept(int index, @Nullable Object reply) {
      if (index < first.size()) {
        first.accept(index, reply);
      } else {
        second.accept(index - first.size(), reply);
      }
    }
  }

  /** ASKING before each command: it holds for the next one only. */
  private record Asking(Pipelined commands) implements Pipelined {
    @Override
    public int size() {
      return 2 * commands.size();
    }

    @Override
    public void send(int index, RedisConnection connection) {
      if (index % 2 == 0) {
        connection.send(RedisCommand.ASKING);
      } else {
        commands.send(index / 2, connection);
      }
    }

    @Override
    public void accept(int index, @Nullable Object reply) {
      if (index % 2 == 1) {
        commands.accept(index / 2, reply);
      }
    }
  }
}
