package dev.keyferry.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages to a server or a cluster: one pipeline per primary, all of them at the same time,
 * and every reply looked at. Not thread-safe.
 */
final class PageWriter implements AutoCloseable {
  /** Redirects of one page before it is given up: a cluster that moves slots all the time. */
  private static final int MOST_ROUNDS = 20;

  private final SlotMap slots;
  private final ExistingKey existing;
  private final long clockAheadMillis;
  private WriteCounts counts = new WriteCounts();

  PageWriter(RedisEndpoint target, ExistingKey existing) {
    this.slots = new SlotMap(target, RedisNode.Access.WRITE);
    this.existing = existing;
    try {
      slots.refresh();
      long now = System.currentTimeMillis();
      clockAheadMillis = Reply.timeMillis(slots.seed().call(0, RedisCommand.TIME)) - now;
    } catch (RuntimeException e) {
      slots.close();
      throw e;
    }
  }

  /**
   * Writes all records of a page and counts each under one name.
   *
   * @throws RedisIOException when the target stays out of reach, or takes nothing for long
   */
  WriteCounts write(RecordPage page) {
    counts = new WriteCounts();
    Map<Integer, List<KeyRecord>> byDatabase = new TreeMap<>();
    for (KeyRecord record : page.records()) {
      byDatabase.computeIfAbsent(record.database(), database -> new ArrayList<>()).add(record);
    }

    byDatabase.forEach(this::write);
    return counts;
  }

  private void write(int database, List<KeyRecord> records) {
    List<KeyRecord> left = writeOnce(database, records);
    for (int round = 1; !left.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new RedisIOException(
            "cannot write " + EscapedKey.of(left.get(0).key()) + ": its slot keeps moving", null);
      }

      slots.refresh();
      left = writeOnce(database, left);
    }
  }

  @Override
  public void close() {
    slots.close();
  }

  /** Returns the records whose slot is somewhere else for good. */
  private List<KeyRecord> writeOnce(int database, List<KeyRecord> records) {
    Map<RedisNode, Restores> byNode = new LinkedHashMap<>();
    for (KeyRecord record : records) {
      byNode
          .computeIfAbsent(slots.node(record.key()), node -> new Restores(existing, false))
          .add(record);
    }

    List<RedisNode.Started> started = new ArrayList<>();
    byNode.forEach((node, restores) -> started.add(node.start(database, restores)));
    started.forEach(RedisNode.Started::await);

    List<KeyRecord> moved = new ArrayList<>();
    byNode.forEach((node, restores) -> settle(node, database, restores, moved));
    return moved;
  }

  private void settle(RedisNode node, int database, Restores restores, List<KeyRecord> moved) {
    long now = System.currentTimeMillis() + clockAheadMillis;
    for (int i = 0; i < restores.records().size(); i++) {
      KeyRecord record = restores.records().get(i);
      Object reply = restores.replies().get(i);
      if (!(reply instanceof RedisReplyException error)) {
        written(record, now);
      } else {
        refused(node, database, record, error, moved);
      }
    }
  }

  private void written(KeyRecord record, long now) {
    if (record.expireAtMillis() != KeyRecord.NO_EXPIRY && record.expireAtMillis() <= now) {
      counts.expired++;
      return;
    }

    counts.written++;
    counts.bytes += record.bytes();
  }

  private void refused(
      RedisNode node,
      int database,
      KeyRecord record,
      RedisReplyException error,
      List<KeyRecord> moved) {
    switch (error.kind()) {
      case MOVED -> moved.add(record);
      case ASK -> ask(node, database, record, error, moved);
      case TRANSIENT ->
          throw new RedisIOException(
              node.endpoint() + " took nothing for long: " + error.getMessage(), error);
      case BUSYKEY -> {
        if (existing == ExistingKey.SKIP) {
          counts.skipped++;
        } else {
          deadLetter(record, error);
        }
      }
      case ACCESS ->
          throw new RedisIOException(
              node.endpoint() + " refuses to write: " + error.getMessage(), error);
      case DATA -> deadLetter(record, error);
    }
  }

  /** The key's slot is on its way: this one command goes to where it goes. */
  private void ask(
      RedisNode node,
      int database,
      KeyRecord record,
      RedisReplyException error,
      List<KeyRecord> moved) {
    Redirects.@Nullable Target target = Redirects.of(error, node);
    if (target == null) {
      deadLetter(record, error);
      return;
    }

    Restores one = new Restores(existing, true);
    one.add(record);
    RedisNode there = slots.node(target.endpoint());
    there.run(database, one);
    if (one.replies().get(0) instanceof RedisReplyException again
        && again.kind() == ReplyKind.ASK) {
      moved.add(record);
    } else {
      settle(there, database, one, moved);
    }
  }

  private void deadLetter(KeyRecord record, RedisReplyException error) {
    counts.failed.add(new DeadLetter(record, error.getMessage()));
  }
}
