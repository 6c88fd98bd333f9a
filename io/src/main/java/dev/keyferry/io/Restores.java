package dev.keyferry.io;

import static dev.keyferry.io.RedisConnection.ascii;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RESTORE of some records of one database, as one pipeline to one node. */
final class Restores implements Pipelined {
  private static final byte[] NO_TTL = ascii(0);
  private static final byte[] ABSTTL = ascii("ABSTTL");
  private static final byte[] REPLACE = ascii("REPLACE");

  private final boolean replace;
  private final boolean asking;
  private final List<KeyRecord> records = new ArrayList<>();
  private final List<@Nullable Object> replies = new ArrayList<>();

  Restores(ExistingKey existing, boolean asking) {
    this.replace = existing == ExistingKey.REPLACE;
    this.asking = asking;
  }

  void add(KeyRecord record) {
    records.add(record);
    replies.add(null);
  }

  List<KeyRecord> records() {
    return records;
  }

  /** The reply to the record of the same index. */
  List<@Nullable Object> replies() {
    return replies;
  }

  @Override
  public int size() {
    return asking ? 2 * records.size() : records.size();
  }

  /** The time is absolute where there is one; without REPLACE an existing key gives BUSYKEY. */
  @Override
  public void send(int index, RedisConnection connection) {
    if (asking && index % 2 == 0) {
      connection.send(RedisCommand.ASKING);
      return;
    }

    KeyRecord record = records.get(asking ? index / 2 : index);
    boolean expires = record.expireAtMillis() != KeyRecord.NO_EXPIRY;
    byte[] time = expires ? ascii(record.expireAtMillis()) : NO_TTL;
    if (replace && expires) {
      send(connection, record.key(), time, record.payload(), REPLACE, ABSTTL);
    } else if (replace) {
      send(connection, record.key(), time, record.payload(), REPLACE);
    } else if (expires) {
      send(connection, record.key(), time, record.payload(), ABSTTL);
    } else {
      send(connection, record.key(), time, record.payload());
    }
  }

  @Override
  public void accept(int index, @Nullable Object reply) {
    if (!asking) {
      replies.set(index, reply);
    } else if (index % 2 == 1) {
      replies.set(index / 2, reply);
    }
  }

  private static void send(RedisConnection connection, byte[]... args) {
    connection.send(RedisCommand.RESTORE, args);
  }
}
