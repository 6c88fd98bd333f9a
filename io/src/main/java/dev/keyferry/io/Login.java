package dev.keyferry.io;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Opens and authenticates a socket; turns every way in which that fails into one clear line. */
final class Login {
  /** For the connection, the handshake and the first reply. */
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** Longer than any single command of a copy should block a server. */
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private Login() {}

  /**
   * Connects and authenticates.
   *
   * @throws RedisIOException naming the server and the likely mistake
   */
  static Connection connect(RedisEndpoint endpoint) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(CONNECT_TIMEOUT_MILLIS)
            .socketTimeoutMillis(CONNECT_TIMEOUT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .user(endpoint.user())
            .password(password(endpoint));
    if (endpoint.tls()) {
      config
          .ssl(true)
          .sslSocketFactory(Tls.socketFactory(endpoint.caFile()))
          .sslParameters(Tls.verifyHostName());
    }

    try {
      Connection connection =
          new Connection(new HostAndPort(endpoint.host(), endpoint.port()), config.build());
      greet(connection);
      connection.setSoTimeout(READ_TIMEOUT_MILLIS);
      return connection;
    } catch (JedisException e) {
      throw new RedisIOException(endpoint + ": " + why(e, endpoint), e);
    }
  }

  /** A server that wants a password lets everyone connect, and refuses the first command. */
  private static void greet(Connection connection) {
    try {
      connection.sendCommand(RedisCommand.PING);
      connection.getOne();
    } catch (JedisDataException e) {
      if (refusesLogin(String.valueOf(e.getMessage()))) {
        connection.close();
        throw e;
      }
      // LOADING, or a user who may not PING: such a server is there.
    } catch (JedisException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean refusesLogin(String reply) {
    return reply.startsWith("NOAUTH") || reply.startsWith("WRONGPASS");
  }

  private static String why(JedisException e, RedisEndpoint endpoint) {
    if (e instanceof JedisDataException) {
      return refusal(String.valueOf(e.getMessage()), endpoint);
    }

    if (within(e, UnknownHostException.class) != null) {
      return "unknown host " + endpoint.host();
    }

    Throwable tls = within(e, SSLException.class);
    if (tls != null) {
      return "TLS failed: " + tls.getMessage();
    }

    if (within(e, SocketTimeoutException.class) != null) {
      return "no answer within " + CONNECT_TIMEOUT_MILLIS / 1000 + " s" + wrongScheme(endpoint);
    }

    if (within(e, ConnectException.class) != null) {
      return "connection refused: nothing listens on port " + endpoint.port();
    }

    if (String.valueOf(e.getMessage()).startsWith("Unexpected end of stream")) {
      return "the server closed the connection at once" + wrongScheme(endpoint);
    }

    return String.valueOf(e.getMessage());
  }

  /** The likely reason when something listens and does not speak. */
  private static String wrongScheme(RedisEndpoint endpoint) {
    return endpoint.tls()
        ? "; if its port takes no TLS, write redis://"
        : "; if its port wants TLS, write rediss://";
  }

  /** The first failure of a type among a failure, its causes and what they suppressed. */
  private static @Nullable Throwable within(
      @Nullable Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return cause;
      }

      for (Throwable suppressed : cause.getSuppressed()) {
        Throwable found = within(suppressed, type);
        if (found != null) {
          return found;
        }
      }
    }

    return null;
  }

  private static String refusal(String reply, RedisEndpoint endpoint) {
    if (reply.startsWith("WRONGPASS") || reply.contains("invalid password")) {
      return "wrong user name or password" + placesOfPassword(endpoint);
    }

    if (reply.startsWith("NOAUTH")) {
      return "the server wants a password" + placesOfPassword(endpoint);
    }

    if (reply.contains("no password is set") || reply.contains("without any password configured")) {
      return "a password was given, but the server has none for the default user";
    }

    return reply;
  }

  private static String placesOfPassword(RedisEndpoint endpoint) {
    if (endpoint.passwordFile() != null) {
      return " (read from the file " + endpoint.passwordFile() + ")";
    }

    if (endpoint.passwordVariable() != null) {
      String variable = endpoint.passwordVariable();
      return System.getenv(variable) == null
          ? " (the environment variable " + variable + " is not set, no password file was given)"
          : " (read from the environment variable " + variable + ")";
    }

    return "";
  }

  private static @Nullable String password(RedisEndpoint endpoint) {
    if (endpoint.passwordFile() != null) {
      try {
        return Files.readString(Path.of(endpoint.passwordFile())).lines().findFirst().orElse(null);
      } catch (IOException e) {
        throw new RedisIOException("cannot read the password file " + endpoint.passwordFile(), e);
      }
    }

    String variable = endpoint.passwordVariable();
    String value = variable == null ? null : System.getenv(variable);
    return value == null || value.isEmpty() ? null : value;
  }
}
