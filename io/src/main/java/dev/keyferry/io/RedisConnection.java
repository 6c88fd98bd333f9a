package dev.keyferry.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection to one server, logged in: commands out, replies in, in the same order.
 *
 * <p>Replies are {@code byte[]} for strings and status lines, {@code Long}, {@code List} or null. A
 * connection that failed stays failed: what was not answered is the caller's to send again on a new
 * one. Not thread-safe.
 */
public final class RedisConnection implements AutoCloseable {
  private final RedisEndpoint endpoint;
  private final Connection connection;
  private final boolean readOnly;
  private int database;
  private boolean unflushed;

  private RedisConnection(RedisEndpoint endpoint, Connection connection, boolean readOnly) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.readOnly = readOnly;
  }

  /**
   * Opens a connection, logs in and selects the endpoint's database if it names one.
   *
   * @throws RedisIOException when the server is not reached, or refuses the login
   */
  public static RedisConnection open(RedisEndpoint endpoint) {
    return new RedisConnection(endpoint, Login.connect(endpoint), false).greet();
  }

  /**
   * Opens a connection that refuses, before anything is sent, every command that could change the
   * server. Does not select a database.
   *
   * @throws RedisIOException as {@link #open}
   */
  public static RedisConnection openReadOnly(RedisEndpoint endpoint) {
    return new RedisConnection(endpoint, Login.connect(endpoint), true).greet();
  }

  /** The server at the other end. */
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Sends one command and waits for its reply.
   *
   * @throws RedisReplyException when the reply is an error
   * @throws RedisIOException when the connection fails
   */
  public @Nullable Object call(String command, byte[]... args) {
    send(RedisCommand.of(command), args);
    Object reply = reply();
    if (reply instanceof RedisReplyException error) {
      throw error;
    }

    return reply;
  }

  /** Queues one command; its reply is the next one that {@link #replies} has not yet given. */
  public void send(String command, byte[]... args) {
    send(RedisCommand.of(command), args);
  }

  /** Sends what is queued and reads that many replies; an error reply is an element. */
  public List<@Nullable Object> replies(int count) {
    List<@Nullable Object> replies = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      replies.add(reply());
    }

    return replies;
  }

  /**
   * Makes later commands act on a database; free when it is the current one.
   *
   * @throws RedisReplyException when the server has no such database
   */
  public void select(int database) {
    if (database != this.database) {
      call("SELECT", ascii(database));
      this.database = database;
    }
  }

  @Override
  public void close() {
    try {
      connection.forceDisconnect();
    } catch (java.io.IOException e) {
      // Closing is all that was wanted.
    }
  }

  void send(RedisCommand command, byte[]... args) {
    if (readOnly && !command.reads()) {
      throw new IllegalStateException(
          command + " refused: the connection to " + endpoint + " only reads");
    }

    try {
      connection.sendCommand(command, args);
      unflushed = true;
    } catch (JedisConnectionException e) {
      throw lost(e);
    }
  }

  /** Sends what is queued. */
  void flush() {
    if (unflushed) {
      unflushed = false;
      try {
        connection.getMany(0);
      } catch (JedisConnectionException e) {
        throw lost(e);
      }
    }
  }

  /** The next reply; an error reply is returned as a {@link RedisReplyException}, not thrown. */
  @Nullable Object reply() {
    flush();
    try {
      return connection.getUnflushedObject();
    } catch (JedisDataException e) {
      return new RedisReplyException(String.valueOf(e.getMessage()));
    } catch (JedisConnectionException e) {
      throw lost(e);
    }
  }

  static byte[] ascii(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private RedisIOException lost(JedisConnectionException e) {
    Throwable cause = e.getCause();
    String why = cause == null || cause.getMessage() == null ? e.getMessage() : cause.getMessage();
    return new RedisIOException("lost the connection to " + endpoint + ": " + why, e);
  }

  /** A server that wants a password lets everyone connect and refuses the first command. */
  private RedisConnection greet() {
    try {
      send(RedisCommand.PING);
      if (reply() instanceof RedisReplyException error && error.getMessage().startsWith("NOAUTH")) {
        throw new RedisIOException(Login.passwordWanted(endpoint), error);
      }

      if (!readOnly && endpoint.database() != null) {
        select(endpoint.database());
      }

      connection.setSoTimeout(Login.READ_TIMEOUT_MILLIS);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e.getCause() instanceof JedisConnectionException lost
          ? Login.failed(lost, endpoint)
          : e;
    }
  }
}
