package dev.keyferry.io;

/** What becomes of a key that the target already has. */
public enum ExistingKey {
  /** It is replaced by the source's. */
  REPLACE,
  /** It stays as it is, and the source's is counted as skipped. */
  SKIP,
  /** It stays as it is, and the source's is a dead letter. */
  FAIL
}
