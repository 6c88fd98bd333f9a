package dev.keyferry.io;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis server is and how to log in: everything that opening a connection needs, except the
 * password itself.
 *
 * <p>Holds only the <i>place</i> of the password, an environment variable and a file, which are
 * read where the connection is opened. So an endpoint may travel in a job graph, be printed and be
 * logged.
 */
@AutoValue
public abstract class RedisEndpoint implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DEFAULT_PORT = 6379;

  RedisEndpoint() {}

  /** Host name or IP address, without brackets. */
  public abstract String host();

  /** TCP port, 1 to 65535. */
  public abstract int port();

  /** Whether the connection is encrypted; the server's name is then always checked. */
  public abstract boolean tls();

  /** ACL user; null for the server's default user. */
  public abstract @Nullable String user();

  /** Database named in the URI; null when it names none. */
  public abstract @Nullable Integer database();

  /** Environment variable that holds the password; null when none is to be read. */
  public abstract @Nullable String passwordVariable();

  /** File whose first line is the password; takes precedence over the variable; null for none. */
  public abstract @Nullable String passwordFile();

  /** PEM file of the certificate authorities to trust; null for the JDK's own. */
  public abstract @Nullable String caFile();

  /**
   * Parses {@code redis[s]://[user@]host[:port][/database]}.
   *
   * @throws IllegalArgumentException with a message that names the mistake and never repeats a
   *     password
   */
  public static RedisEndpoint parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme();
    if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
      throw malformed("it starts with neither redis:// nor rediss://");
    }

    String userInfo = uri.getUserInfo();
    if (userInfo != null && userInfo.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "a password does not belong into the URI: put it into the environment variable or the"
              + " password file");
    }

    String host = uri.getHost();
    if (host == null) {
      throw malformed("it names no host, or its port is not a number");
    }

    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw malformed("nothing may follow the database");
    }

    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (port < 1 || port > 65535) {
      throw malformed("port " + port + " is not within 1 to 65535");
    }

    return new AutoValue_RedisEndpoint(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        scheme.equals("rediss"),
        userInfo == null || userInfo.isEmpty() ? null : userInfo,
        database(uri.getPath()),
        null,
        null,
        null);
  }

  /** The same endpoint with the places of its secrets; each may be null. */
  public RedisEndpoint withSecrets(
      @Nullable String passwordVariable, @Nullable String passwordFile, @Nullable String caFile) {
    return new AutoValue_RedisEndpoint(
        host(), port(), tls(), user(), database(), passwordVariable, passwordFile, caFile);
  }

  /** Another node of the same cluster, reached with the same login and encryption. */
  RedisEndpoint at(String host, int port) {
    return new AutoValue_RedisEndpoint(
        host, port, tls(), user(), null, passwordVariable(), passwordFile(), caFile());
  }

  /** The same server, with no database named. */
  RedisEndpoint withoutDatabase() {
    return at(host(), port());
  }

  /** {@code redis[s]://[user@]host:port[/database]}: parses back, and holds no secret. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder(tls() ? "rediss://" : "redis://");
    if (user() != null) {
      text.append(user()).append('@');
    }

    text.append(host().indexOf(':') < 0 ? host() : "[" + host() + "]").append(':').append(port());
    if (database() != null) {
      text.append('/').append(database());
    }

    return text.toString();
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The cause would repeat the text, which may hold a password.
      throw malformed("it is not a URI");
    }
  }

  private static @Nullable Integer database(@Nullable String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return null;
    }

    String digits = path.substring(1);
    if (digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw malformed("the database is not a number");
    }

    return Integer.valueOf(digits);
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException(
        "not of the form redis[s]://[user@]host:port[/database]: " + why);
  }
}
