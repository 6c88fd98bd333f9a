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

  /** The records of those keys that are there and not due; the others are counted by name. */
  RecordPage fetchPage(int database, List<byte[]> keys, ReadCounts counts) {
    Fetch fetch = new Fetch(database, keys.size(), counts);
    List<byte[]> left = fetch.ask(node, keys);
    for (int round = 1; !left.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new RedisIOException(
            "cannot read " + EscapedKey.of(left.get(0)) + ": it changes with every look", null);
      }

      left = fetch.ask(node, left);
    }

    return fetch.page();
  }

  @Override
  public void close() {
    redirects.close();
  }

  /** One page in the making. */
  private final class Fetch {
    private final int database;
    private final ReadCounts counts;
    private final List<KeyRecord> records;
    private List<byte[]> again = List.of();

    Fetch(int database, int size, ReadCounts counts) {
      this.database = database;
      this.counts = counts;
      this.records = new ArrayList<>(size);
    }

    RecordPage page() {
      RecordPage page = RecordPage.of(records);
      counts.read += records.size();
      counts.bytes += page.bytes();
      return page;
    }

    /** Asks for keys in one round trip; returns those that are to be asked for again. */
    List<byte[]> ask(RedisNode from, List<byte[]> keys) {
      again = new ArrayList<>();
      Expiries expiries = exactExpiry ? new ExactExpiries(keys) : new TimedExpiries(keys);
      PerKey dumps = new PerKey(RedisCommand.DUMP, keys);
      from.run(database, new Both(expiries, dumps));
      expiries.settle(from, database);
      for (int i = 0; i < keys.size(); i++) {
        Redirects.@Nullable Target moved = redirects.of(dumps.reply(i), expiries.reply(i), from);
        if (moved != null) {
          follow(moved, keys.get(i));
        } else {
          refuse(from, keys.get(i), dumps.reply(i), expiries.reply(i));
          take(keys.get(i), expiries.millis(i), dumps.reply(i));
        }
      }

      return again;
    }

    /** Reads one key where the cluster says that it is now. */
    private void follow(Redirects.Target target, byte[] key) {
      RedisNode there = redirects.node(target);
      TimedExpiries expiries = new TimedExpiries(List.of(key));
      PerKey dumps = new PerKey(RedisCommand.DUMP, List.of(key));
      Pipelined both = new Both(expiries, dumps);
      there.run(database, target.asking() ? new Asking(both) : both);
      if (expiries.reply(0) instanceof RedisReplyException
          || dumps.reply(0) instanceof RedisReplyException) {
        again.add(key);
      } else {
        take(key, expiries.millis(0), dumps.reply(0));
      }
    }

    private void take(byte[] key, long expireAtMillis, @Nullable Object dump) {
      if (dump == null) {
        counts.vanished++;
      } else if (expireAtMillis == Expiries.NO_KEY) {
        // It was made between the two commands, so its expiry is not known yet.
        again.add(key);
      } else if (expireAtMillis == Expiries.DUE) {
        counts.expired++;
      } else {
        records.add(KeyRecord.of(database, key, expireAtMillis, Reply.bytes(dump)));
      }
    }
  }

  private static void refuse(RedisNode node, byte[] key, @Nullable Object... replies) {
    for (Object reply : replies) {
      if (reply instanceof RedisReplyException error) {
        throw new RedisIOException(
            node.endpoint() + " refuses to read " + EscapedKey.of(key) + ": " + error.getMessage(),
            error);
      }
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
