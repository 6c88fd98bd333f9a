package dev.keyferry.runners.direct;

import dev.keyferry.runners.direct.KeyspaceDifferences.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares every key of two keyspaces in both directions: type, value and the millisecond of
 * expiry. Values are compared by what they mean, so servers of different versions can be compared.
 * A key that expires while it is looked at is no difference.
 *
 * <p>Whoever else changes the keyspaces meanwhile is reported as a difference. Values are held in
 * memory whole, some hundred at a time.
 */
public final class KeyspaceComparison {
  private static final long CLOCK_TOLERANCE_MILLIS = 1000;

  private final KeyspaceView source;
  private final KeyspaceView target;
  private final KeyspaceDifferences differences = new KeyspaceDifferences();

  /*
   * Payloads are compared first: DUMP is one command for any type, and equal payloads are equal
   * values. Only the others - other versions, hash tables with another seed - are read by type. What
   * differs is read a second time before it counts, for fields and keys that expired in between.
   */

  private KeyspaceComparison(KeyspaceView source, KeyspaceView target) {
    this.source = source;
    this.target = target;
  }

  /** Reads both keyspaces and returns what is not the same. */
  public static KeyspaceDifferences compare(KeyspaceView source, KeyspaceView target) {
    KeyspaceComparison comparison = new KeyspaceComparison(source, target);
    NavigableSet<Integer> databases = new TreeSet<>(source.databases());
    databases.addAll(target.databases());
    for (int database : databases) {
      source.select(database);
      target.select(database);
      source.forEachPage(page -> comparison.addDifferences(page, database));
      target.forEachPage(page -> comparison.addExtraKeys(page, database));
    }
    return comparison.differences;
  }

  private void addDifferences(List<byte[]> keys, int database) {
    differences.compared(keys.size());
    List<KeyDifference> found = differences(keys);
    if (!found.isEmpty()) {
      found = differences(found.stream().map(KeyDifference::key).distinct().toList());
    }

    found.forEach(difference -> differences.add(difference, database));
  }

  private List<KeyDifference> differences(List<byte[]> keys) {
    List<KeyState> ours = KeyState.read(source, keys);
    List<KeyState> theirs = KeyState.read(target, keys);
    long endMillis = source.timeMillis() + CLOCK_TOLERANCE_MILLIS;

    List<KeyDifference> found = new ArrayList<>();
    List<byte[]> unproven = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      KeyState our = ours.get(i);
      KeyState their = theirs.get(i);
      if (our.isAbsent() || our.isExpiredAt(endMillis)) {
        continue;
      }

      if (their.isAbsent()) {
        found.add(new KeyDifference(Kind.MISSING, key, ""));
        continue;
      }

      if (our.expiryMillis() != their.expiryMillis()) {
        found.add(new KeyDifference(Kind.TTL, key, ttlDetail(our, their)));
      }
      if (!our.hasSamePayload(their)) {
        unproven.add(key);
      }
    }
    found.addAll(valueDifferences(unproven));
    return found;
  }

  private List<KeyDifference> valueDifferences(List<byte[]> keys) {
    List<KeyDifference> found = new ArrayList<>();
    List<TypedValue> ours = TypedValues.read(source, keys);
    List<TypedValue> theirs = TypedValues.read(target, keys);
    for (int i = 0; i < keys.size(); i++) {
      TypedValue our = ours.get(i);
      TypedValue their = theirs.get(i);
      if (our.isAbsent()) {
        continue;
      }

      if (!our.type().equals(their.type())) {
        String detail = "source %s target %s".formatted(our.type(), their.type());
        found.add(new KeyDifference(Kind.TYPE, keys.get(i), detail));
      } else if (!our.equals(their) || our.isUnreadable()) {
        found.add(new KeyDifference(Kind.VALUE, keys.get(i), our.type()));
      }
    }
    return found;
  }

  private void addExtraKeys(List<byte[]> keys, int database) {
    List<byte[]> unknown = keysWithoutSource(keys);
    List<KeyState> states = KeyState.read(target, unknown);
    long endMillis = target.timeMillis() + CLOCK_TOLERANCE_MILLIS;
    for (int i = 0; i < unknown.size(); i++) {
      if (!states.get(i).isAbsent() && !states.get(i).isExpiredAt(endMillis)) {
        differences.add(new KeyDifference(Kind.EXTRA, unknown.get(i), ""), database);
      }
    }
  }

  private List<byte[]> keysWithoutSource(List<byte[]> keys) {
    KeyBatch batch = new KeyBatch(source);
    for (byte[] key : keys) {
      batch.ask(key, "EXISTS", key);
    }

    List<@Nullable Object> replies = batch.replies();
    List<byte[]> unknown = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (Replies.number(replies.get(i)) == 0) {
        unknown.add(keys.get(i));
      }
    }
    return unknown;
  }

  /** Absolute times in milliseconds; -1 is no expiry. */
  private static String ttlDetail(KeyState our, KeyState their) {
    return "source %d target %d".formatted(our.expiryMillis(), their.expiryMillis());
  }
}
