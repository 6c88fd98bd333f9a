package dev.keyferry.io;

import org.jspecify.annotations.Nullable;

/**
 * Commands that go out as one pipeline. Each is one command with one reply, and may be sent again
 * when its reply was lost: sending twice must do the same as sending once.
 */
interface Pipelined {
  /** How many commands. */
  int size();

  /** Sends command {@code index}, exactly one. */
  void send(int index, RedisConnection connection);

  /**
   * Takes the reply to command {@code index}: {@code byte[]}, {@code Long}, {@code List}, null, or
   * a {@link RedisReplyException}, which is never a transient one unless all retries are used up.
   */
  void accept(int index, @Nullable Object reply);
}
