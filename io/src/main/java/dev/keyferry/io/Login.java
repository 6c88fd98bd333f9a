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
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Opens and authenticates a socket; turns every way in which that fails into one clear line. */
final class Login {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** Once logged in: longer than any single command of a copy should block a server. */
  static final int READ_TIMEOUT_MILLIS = 60_000;

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
      return new Connection(new HostAndPort(endpoint.host(), endpoint.port()), config.build());
    } catch (JedisException e) {
      throw failed(e, endpoint);
    }
  }

  /** A failure from the first byte to the end of the login, with the likely mistake. */
  static RedisIOException failed(JedisException e, RedisEndpoint endpoint) {
    return new RedisIOException(endpoint + ": " + why(e, endpoint), e);
  }

  static String passwordWanted(RedisEndpoint endpoint) {
    return endpoint + ": the server wants a password" + placesOfPassword(endpoint);
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
      return "TLS failed: " + root(tls).getMessage() + authorities(endpoint);
    }

    if (within(e, SocketTimeoutException.class) != null) {
      return "no answer within "
          + CONNECT_TIMEOUT_MILLIS / 1000
          + " s"
          + (endpoint.tls() ? ", maybe it speaks no TLS on this port: try redis://" : "");
    }

    if (within(e, ConnectException.class) != null) {
      return "connection refused: nothing listens on port " + endpoint.port();
    }

    if (e instanceof JedisConnectionException && !endpoint.tls()) {
      return "it closed the connection, maybe it speaks only TLS on this port: try rediss://";
    }

    return String.valueOf(e.getMessage());
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

  /** Its message tells what is wrong, those of the wrappers name classes. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return root;
  }

  private static String authorities(RedisEndpoint endpoint) {
    String caFile = endpoint.caFile();
    return caFile == null
        ? " (only the JDK's own authorities are trusted, no CA file was given)"
        : " (only the authorities in the file " + caFile + " are trusted)";
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
