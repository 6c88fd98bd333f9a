package dev.keyferry.pipelines;

/** How a command ends, as the number that the shell sees. */
public enum ExitCode {
  /** All of it was done and, where that was asked, verified. */
  COMPLETE(0),
  /** It failed; what was written until then is on the target. */
  FAILED(1),
  /** Wrong usage or configuration; nothing was touched. */
  USAGE(2),
  /** It came to its end, but not all is there: the report names what is missing. */
  INCOMPLETE(3),
  /** A comparison found differences. */
  DIFFERENT(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number for the shell. */
  public int code() {
    return code;
  }
}
