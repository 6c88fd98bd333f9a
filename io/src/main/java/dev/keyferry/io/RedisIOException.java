package dev.keyferry.io;

import org.jspecify.annotations.Nullable;

/**
 * A server could not be reached, refused the login, or went away: names the server and what was
 * tried, never a key's value or a secret.
 */
public final class RedisIOException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the failure underneath, or null when there is none. */
  public RedisIOException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
