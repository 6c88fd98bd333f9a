package dev.keyferry.runners.direct;

import dev.keyferry.io.EscapedKey;
import dev.keyferry.runners.direct.KeyspaceDifferences.Kind;

/** One key that is not the same on both sides; the detail never tells a value. */
final class KeyDifference {
  private final Kind kind;
  private final byte[] key;
  private final String detail;

  KeyDifference(Kind kind, byte[] key, String detail) {
    this.kind = kind;
    this.key = key;
    this.detail = detail;
  }

  Kind kind() {
    return kind;
  }

  byte[] key() {
    return key;
  }

  @Override
  public String toString() {
    String name = '"' + EscapedKey.of(key) + '"';
    return detail.isEmpty() ? name : name + ' ' + detail;
  }
}
