package dev.keyferry.runners.direct;

import static java.util.Objects.requireNonNull;

import dev.keyferry.io.RedisConnection;
import dev.keyferry.io.RedisReplyException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pipelines questions about keys to whichever servers have them; the replies come in order. */
final class KeyBatch {
  private final KeyspaceView keyspace;
  private final List<RedisConnection> asked = new ArrayList<>();

  KeyBatch(KeyspaceView keyspace) {
    this.keyspace = keyspace;
  }

  /** Asks the server that has the key; the arguments are given in full. */
  void ask(byte[] key, String command, byte[]... args) {
    RedisConnection server = keyspace.primaryOf(key);
    server.send(command, args);
    asked.add(server);
  }

  /** Waits for all replies; throws the first error among them. */
  List<@Nullable Object> replies() {
    List<@Nullable Object> replies = repliesAndErrors();
    for (Object reply : replies) {
      if (reply instanceof RedisReplyException error) {
        throw error;
      }
    }
    return replies;
  }

  /** Waits for all replies; an error is among them as its exception. */
  List<@Nullable Object> repliesAndErrors() {
    IdentityHashMap<RedisConnection, Integer> counts = new IdentityHashMap<>();
    asked.forEach(server -> counts.merge(server, 1, Integer::sum));
    IdentityHashMap<RedisConnection, Iterator<@Nullable Object>> answers = new IdentityHashMap<>();
    counts.forEach((server, count) -> answers.put(server, server.replies(count).iterator()));

    List<@Nullable Object> replies = new ArrayList<>(asked.size());
    for (RedisConnection server : asked) {
      replies.add(requireNonNull(answers.get(server)).next());
    }
    return replies;
  }
}
