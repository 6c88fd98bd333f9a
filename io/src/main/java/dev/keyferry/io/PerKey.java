package dev.keyferry.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same command for each of some keys, in one pipeline. */
final class PerKey implements Pipelined {
  private final RedisCommand command;
  private final List<byte[]> keys;
  private final @Nullable Object[] replies;

  PerKey(RedisCommand command, List<byte[]> keys) {
    this.command = command;
    this.keys = keys;
    this.replies = new Object[keys.size()];
  }

  /** The reply for the key of this index; an error among them. */
  @Nullable Object reply(int index) {
    return replies[index];
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public void send(int index, RedisConnection connection) {
    connection.send(command, keys.get(index));
  }

  @Override
  public void accept(int index, @Nullable Object reply) {
    replies[index] = reply;
  }
}
