package dev.keyferry.io;

/**
 * What an error reply asks of the sender, told by its first word.
 *
 * <p>Source of the words: Redis' {@code server.c} (shared replies) and {@code cluster.c}.
 */
enum ReplyKind {
  /** {@code MOVED slot host:port}: another node serves the slot for good. */
  MOVED,
  /** {@code ASK slot host:port}: this one key may already be on another node. */
  ASK,
  /** The key exists and the command did not say REPLACE. */
  BUSYKEY,
  /** Passes by itself: the same command may be sent again after a pause. */
  TRANSIENT,
  /** Login or permission: no repetition helps. */
  ACCESS,
  /** About this one command and its data: repeating it gives the same answer. */
  DATA;

  static ReplyKind of(String reply) {
    int blank = reply.indexOf(' ');
    return switch (blank < 0 ? reply : reply.substring(0, blank)) {
      case "MOVED" -> MOVED;
      case "ASK" -> ASK;
      case "BUSYKEY" -> BUSYKEY;
      case "LOADING",
          "TRYAGAIN",
          "CLUSTERDOWN",
          "MASTERDOWN",
          "BUSY",
          "OOM",
          "READONLY",
          "MISCONF",
          "NOREPLICAS" ->
          TRANSIENT;
      case "NOAUTH", "WRONGPASS", "NOPERM" -> ACCESS;
      default -> DATA;
    };
  }
}
