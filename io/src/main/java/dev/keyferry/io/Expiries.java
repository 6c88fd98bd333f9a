package dev.keyferry.io;

import org.jspecify.annotations.Nullable;

/** The expiry of each of some keys, asked for in one pipeline. */
interface Expiries extends Pipelined {
  /** Instead of an expiry: there is no such key. */
  long NO_KEY = -2;

  /** Instead of an expiry: the key is due now, and not one that never expires. */
  long DUE = -3;

  /** Asks again, on the same node, for what the first answers left open. */
  void settle(RedisNode node, int database);

  /** What the server said of key {@code index}; an error among it. */
  @Nullable Object reply(int index);

  /** Unix time in milliseconds, {@link KeyRecord#NO_EXPIRY}, {@link #NO_KEY} or {@link #DUE}. */
  long millis(int index);
}
