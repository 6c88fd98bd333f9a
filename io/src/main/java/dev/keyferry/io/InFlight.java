package dev.keyferry.io;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work of one bundle that several threads do at the same time, for a runner that gives a bundle one
 * thread only. Results are handed to the thread of the bundle, in order, while it adds more work or
 * waits for the end. With one thread the work is done at once by the bundle's own.
 */
final class InFlight<ResultT> implements AutoCloseable {
  private final int most;
  private final Queue<Future<ResultT>> underWay = new ArrayDeque<>();
  private @Nullable ExecutorService threads;

  /** So many pieces of work at the same time, at least 1. */
  InFlight(int most) {
    this.most = most;
  }

  /** Adds work; waits for the oldest when there is enough of it under way. */
  void add(Callable<ResultT> work, Consumer<ResultT> done) {
    if (most == 1) {
      done.accept(call(work));
      return;
    }

    if (threads == null) {
      threads = Executors.newFixedThreadPool(most, InFlight::daemon);
    }

    // One more than threads, so that none of them waits for the next.
    while (underWay.size() > most) {
      done.accept(oldest());
    }

    underWay.add(threads.submit(work));
  }

  /** Waits for all work. */
  void finish(Consumer<ResultT> done) {
    while (!underWay.isEmpty()) {
      done.accept(oldest());
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  private ResultT oldest() {
    try {
      return underWay.remove().get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisIOException("interrupted while waiting for a page", e);
    }
  }

  private ResultT call(Callable<ResultT> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }

    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "keyferry-worker");
    thread.setDaemon(true);
    return thread;
  }
}
