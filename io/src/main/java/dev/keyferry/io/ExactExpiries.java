package dev.keyferry.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expiries of a server that tells them as Unix time: PEXPIRETIME, from Redis 7.0 on. */
final class ExactExpiries implements Expiries {
  private final List<byte[]> keys;
  private final @Nullable Object[] replies;

  ExactExpiries(List<byte[]> keys) {
    this.keys = keys;
    this.replies = new Object[keys.size()];
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public void send(int index, RedisConnection connection) {
    connection.send(RedisCommand.PEXPIRETIME, keys.get(index));
  }

  @Override
  public void accept(int index, @Nullable Object reply) {
    replies[index] = reply;
  }

  @Override
  public void settle(RedisNode node, int database) {
    // The first answer is exact.
  }

  @Override
  public @Nullable Object reply(int index) {
    return replies[index];
  }

  @Override
  public long millis(int index) {
    return Reply.number(replies[index]);
  }
}
