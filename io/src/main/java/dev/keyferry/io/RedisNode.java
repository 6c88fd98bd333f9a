package dev.keyferry.io;

import java.util.Arrays;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One server, over one connection that is opened when it is needed and again when it fails.
 *
 * <p>A pipeline that a failure cut is continued on the new connection with exactly the commands
 * that were not answered. Replies that ask for patience (LOADING, TRYAGAIN, ...) are repeated after
 * a pause. Both are bounded: after {@value #RETRIES} pauses without any progress, about two
 * minutes, the failure is the caller's. Not thread-safe.
 */
final class RedisNode implements AutoCloseable {
  private static final int RETRIES = 30;

  private static final FluentBackoff PAUSES =
      FluentBackoff.DEFAULT
          .withInitialBackoff(Duration.millis(50))
          .withMaxBackoff(Duration.standardSeconds(5))
          .withMaxRetries(RETRIES);

  /** Whether a node may be written to. */
  enum Access {
    READ,
    WRITE
  }

  /** Told of each new connection before it is used: a server may have come back as another. */
  interface OnConnect {
    OnConnect NOTHING = connection -> {};

    void connected(RedisConnection connection);
  }

  private final RedisEndpoint endpoint;
  private final Access access;
  private OnConnect onConnect = OnConnect.NOTHING;
  private @Nullable RedisConnection connection;

  RedisNode(RedisEndpoint endpoint, Access access) {
    this.endpoint = endpoint;
    this.access = access;
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Connects now and without patience: a wrong address or login is told at once.
   *
   * @throws RedisIOException when the server is not reached, or refuses the login
   */
  void connect() {
    connection();
  }

  /** Has a listener told of this and every later connection. */
  void onConnect(OnConnect listener) {
    this.onConnect = listener;
    if (connection != null) {
      try {
        listener.connected(connection);
      } catch (RedisIOException e) {
        // It was lost while nobody used it: the listener is told of the next one.
        close();
      }
    }
  }

  /**
   * Sends all commands in one pipeline and hands each its reply.
   *
   * @throws RedisIOException when the server stays out of reach; replies given so far stand
   */
  void run(int database, Pipelined commands) {
    start(database, commands).await();
  }

  /**
   * Sends all commands and does not wait: other nodes may be sent to before {@link Started#await}.
   * Nothing else may be asked of this node until then. A failure shows when it is awaited.
   */
  Started start(int database, Pipelined commands) {
    int[] all = new int[commands.size()];
    Arrays.setAll(all, i -> i);
    Pass first = new Pass(all, database, commands);
    first.send();
    return () -> finish(first);
  }

  /** Commands that were sent. */
  interface Started {
    /** Reads all replies, repeating what is to be repeated. */
    void await();
  }

  private void finish(Pass first) {
    Pass pass = first;
    BackOff pauses = PAUSES.backoff();
    while (true) {
      pass.receive();
      int[] rest = pass.unsettled();
      if (rest.length == 0) {
        return;
      }

      if (rest.length < pass.todo.length) {
        pauses = PAUSES.backoff();
      }

      if (!pause(pauses)) {
        pass.giveUp(rest);
        return;
      }

      pass = new Pass(rest, pass.database, pass.commands);
      pass.send();
    }
  }

  /** Sends one command; an error reply is thrown. */
  @Nullable Object call(int database, RedisCommand command, byte[]... args) {
    Single single = new Single(command, args);
    run(database, single);
    if (single.reply instanceof RedisReplyException error) {
      throw error;
    }

    return single.reply;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private RedisConnection connection() {
    if (connection == null) {
      RedisConnection opened =
          access == Access.READ
              ? RedisConnection.openReadOnly(endpoint)
              : RedisConnection.open(endpoint);
      try {
        onConnect.connected(opened);
      } catch (RuntimeException e) {
        opened.close();
        throw e;
      }

      connection = opened;
    }

    return connection;
  }

  private static boolean pause(BackOff pauses) {
    try {
      return BackOffUtils.next(Sleeper.DEFAULT, pauses);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisIOException("interrupted while waiting to try again", e);
    }
  }

  /** One time through the pipeline: what was sent, how far the replies came, what is to repeat. */
  private final class Pass {
    private final int[] todo;
    private final int database;
    private final Pipelined commands;
    private final @Nullable RedisReplyException[] patience;
    private int answered;
    private int transients;
    private @Nullable RedisConnection open;
    private @Nullable RedisIOException failure;

    Pass(int[] todo, int database, Pipelined commands) {
      this.todo = todo;
      this.database = database;
      this.commands = commands;
      this.patience = new RedisReplyException[todo.length];
    }

    void send() {
      try {
        RedisConnection connected = connection();
        connected.select(database);
        for (int index : todo) {
          commands.send(index, connected);
        }

        connected.flush();
        open = connected;
      } catch (RedisIOException e) {
        failure = e;
        close();
      } catch (RedisReplyException e) {
        // The reply to SELECT: nothing else has been sent.
        if (e.kind() != ReplyKind.TRANSIENT) {
          throw e;
        }

        failure = new RedisIOException(endpoint + ": " + e.getMessage(), e);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    void receive() {
      if (open == null) {
        return;
      }

      try {
        for (; answered < todo.length; answered++) {
          accept(open.reply());
        }
      } catch (RedisIOException e) {
        failure = e;
        close();
      } catch (RuntimeException e) {
        // Replies are still under way: the connection can't be used for anything else.
        close();
        throw e;
      }
    }

    private void accept(@Nullable Object reply) {
      if (reply instanceof RedisReplyException error && error.kind() == ReplyKind.TRANSIENT) {
        patience[answered] = error;
        transients++;
      } else {
        commands.accept(todo[answered], reply);
      }
    }

    int[] unsettled() {
      int[] rest = new int[transients + todo.length - answered];
      int n = 0;
      for (int i = 0; i < todo.length; i++) {
        if (i >= answered || patience[i] != null) {
          rest[n++] = todo[i];
        }
      }

      return rest;
    }

    void giveUp(int[] rest) {
      if (failure != null) {
        throw failure;
      }

      int n = 0;
      for (RedisReplyException error : patience) {
        if (error != null) {
          commands.accept(rest[n++], error);
        }
      }
    }
  }

  private static final class Single implements Pipelined {
    private final RedisCommand command;
    private final byte[][] args;
    private @Nullable Object reply;

    Single(RedisCommand command, byte[][] args) {
      this.command = command;
      this.args = args;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void send(int index, RedisConnection connection) {
      connection.send(command, args);
    }

    @Override
    public void accept(int index, @Nullable Object reply) {
      this.reply = reply;
    }
  }
}
