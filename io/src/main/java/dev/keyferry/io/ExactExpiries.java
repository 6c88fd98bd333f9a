package dev.keyferry.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expiries of a server that tells them as Unix time: PEXPIRETIME, from Redis 7.0 on. */
final class ExactExpiries implements Expiries {
  private final PerKey asked;

  ExactExpiries(List<byte[]> keys) {
    this.asked = new PerKey(RedisCommand.PEXPIRETIME, keys);
  }

  @Override
  public int size() {
    return asked.size();
  }

  @Override
  public void send(int index, RedisConnection connection) {
    asked.send(index, connection);
  }

  @Override
  public void accept(int index, @Nullable Object reply) {
    asked.accept(index, reply);
  }

  @Override
  public void settle(RedisNode node, int database) {
    // The first answer is exact.
  }

  @Override
  public @Nullable Object reply(int index) {
    return asked.reply(index);
  }

  @Override
  public long millis(int index) {
    return Reply.number(asked.reply(index));
  }
}
