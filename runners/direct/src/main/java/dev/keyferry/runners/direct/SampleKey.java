package dev.keyferry.runners.direct;

import dev.keyferry.io.RedisConnection;

/** A key that is being written to the server it belongs to. */
final class SampleKey {
  private final byte[] name;
  private final RedisConnection server;
  private final CommandBatch batch;

  SampleKey(byte[] name, RedisConnection server, CommandBatch batch) {
    this.name = name;
    this.server = server;
    this.batch = batch;
  }

  byte[] name() {
    return name;
  }

  /** Sends a command whose first argument is the key. */
  void with(String command, byte[]... args) {
    byte[][] all = new byte[args.length + 1][];
    all[0] = name;
    System.arraycopy(args, 0, all, 1, args.length);
    batch.send(server, command, all);
  }

  /** Sends a command whose arguments, the key among them, are all given. */
  void send(String command, byte[]... args) {
    batch.send(server, command, args);
  }
}
