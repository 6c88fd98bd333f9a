package dev.keyferry.pipelines;

/**
 * A mistake of the user's, found before anything was touched. The message is one line for people:
 * what, which value, what would be right.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public UsageException(String message) {
    super(message);
  }
}
