package dev.keyferry.servers;

import org.jspecify.annotations.Nullable;

/**
 * A Redis server or cluster could not be started, reached or brought into the wanted state.
 *
 * <p>The message says what failed and on which server; it never holds a password.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerException(String message) {
    super(message);
  }

  ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
