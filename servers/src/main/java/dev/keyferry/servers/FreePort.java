package dev.keyferry.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports that nothing listens on at the moment.
 *
 * <p>Ports are below those that systems give to outgoing connections, so none is taken by chance
 * while its server restarts; a cluster node's bus port, 10000 higher, is never another's port.
 */
final class FreePort {
  private static final int FIRST = 10_000;
  private static final int END = 20_000;
  private static final int BUS_OFFSET = 10_000;
  private static final int ATTEMPTS = 200;

  private FreePort() {}

  static int choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port) && isFree(port + BUS_OFFSET)) {
        return port;
      }
    }
    throw new ServerException("Cannot find a free port in [%d, %d)".formatted(FIRST, END));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, RespConnection.loopback())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
