package dev.keyferry.io;

/** An error that a server gave as its reply to one command; the connection goes on. */
public final class RedisReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ReplyKind kind;

  RedisReplyException(String reply) {
    // A reply is a value here, made once per refused key: no stack to fill.
    super(reply, null, false, false);
    this.kind = ReplyKind.of(reply);
  }

  ReplyKind kind() {
    return kind;
  }

  /** The server's own words; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
