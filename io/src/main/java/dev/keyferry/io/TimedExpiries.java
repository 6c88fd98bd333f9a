package dev.keyferry.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expiries of a server before Redis 7.0, which tells only the time that is left: PTTL plus the
 * server's own clock, to the millisecond.
 *
 * <p>The server works PTTL out as expiry minus clock, in whole milliseconds. So the keys are asked
 * for in small groups with a TIME before and behind each: where both show the same millisecond, the
 * clock stood at it in between, and the sum is the exact expiry. The few groups that a tick of the
 * clock falls into are asked for again, key by key.
 */
final class TimedExpiries implements Expiries {
  private static final int GROUP = 16;

  /** Enough for a machine that gets stuck now and then; the expiry is then early by the delay. */
  private static final int MOST_ROUNDS = 50;

  private final List<byte[]> keys;
  private final int group;
  private final @Nullable Object[] left;
  private final long[] clock;

  TimedExpiries(List<byte[]> keys) {
    this(keys, GROUP);
  }

  private TimedExpiries(List<byte[]> keys, int group) {
    this.keys = keys;
    this.group = group;
    this.left = new Object[keys.size()];
    this.clock = new long[(keys.size() + group - 1) / group + 1];
  }

  /** TIME, then per group its PTTLs and another TIME. */
  @Override
  public int size() {
    return keys.size() + clock.length;
  }

  @Override
  public void send(int index, RedisConnection connection) {
    int key = key(index);
    if (key < 0) {
      connection.send(RedisCommand.TIME);
    } else {
      connection.send(RedisCommand.PTTL, keys.get(key));
    }
  }

  @Override
  public void accept(int index, @Nullable Object reply) {
    int key = key(index);
    if (key < 0) {
      clock[(index + group) / (group + 1)] = Reply.timeMillis(reply);
    } else {
      left[key] = reply;
    }
  }

  @Override
  public void settle(RedisNode node, int database) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < left.length; i++) {
      if (expires(i) && clock[i / group] != clock[i / group + 1]) {
        open.add(i);
      }
    }

    for (int round = 0; !open.isEmpty() && round < MOST_ROUNDS; round++) {
      TimedExpiries one = new TimedExpiries(open.stream().map(keys::get).toList(), 1);
      node.run(database, one);
      List<Integer> stillOpen = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        left[open.get(i)] = one.absolute(i);
        if (one.expires(i) && one.clock[i] != one.clock[i + 1]) {
          stillOpen.add(open.get(i));
        }
      }

      open = stillOpen;
    }
  }

  @Override
  public @Nullable Object reply(int index) {
    return left[index] instanceof Absolute ? null : left[index];
  }

  @Override
  public long millis(int index) {
    if (left[index] instanceof Absolute exact) {
      return exact.millis;
    }

    long millis = Reply.number(left[index]);
    if (millis == 0) {
      return DUE;
    }

    return millis < 0 ? millis : clock[index / group] + millis;
  }

  private boolean expires(int index) {
    return left[index] instanceof Long millis && millis > 0;
  }

  /** A settled answer in the place of the time that was left; an error stays one. */
  private @Nullable Object absolute(int index) {
    return left[index] instanceof RedisReplyException ? left[index] : new Absolute(millis(index));
  }

  /** The key that a command of the pipeline asks for; -1 for TIME. */
  private int key(int index) {
    int key = index / (group + 1) * group + index % (group + 1) - 1;
    return index % (group + 1) == 0 || key >= keys.size() ? -1 : key;
  }

  private record Absolute(long millis) {}
}
