package dev.keyferry.servers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All servers of this JVM that are not closed, and the one shutdown hook that ends them. */
final class LiveServers {
  private static final Set<RedisServer> SERVERS = ConcurrentHashMap.newKeySet();
  private static volatile boolean shutdown;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LiveServers::stopAll, "keyferry-servers"));
  }

  private LiveServers() {}

  static void add(RedisServer server) {
    SERVERS.add(server);
  }

  static void remove(RedisServer server) {
    SERVERS.remove(server);
  }

  /** Whether the JVM is about to exit, so that a process just started must not stay. */
  static boolean isShutdown() {
    return shutdown;
  }

  private static void stopAll() {
    shutdown = true;
    SERVERS.forEach(RedisServer::stopAtExit);
  }
}
