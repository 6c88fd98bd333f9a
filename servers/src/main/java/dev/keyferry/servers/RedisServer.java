package dev.keyferry.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A running redis-server process that listens on 127.0.0.1 only and keeps its files in a temporary
 * directory of its own.
 *
 * <pre>{@code
 * try (RedisServer server = RedisServer.builder(binary).config("maxmemory", "10mb").start()) {
 *   connect(server.uri());
 * }
 * }</pre>
 *
 * <p>A server from {@link Builder#start} answers commands. It ends with {@link #close}, which also
 * deletes the directory, and at the latest when the JVM exits, also after Ctrl-C. Limit: where the
 * JVM itself is killed by SIGKILL, the server and its directory stay.
 */
public final class RedisServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);

  private final ServerSettings settings;
  private final Path directory;
  private volatile int port;
  private volatile @Nullable ServerProcess process;
  private boolean paused;

  private RedisServer(ServerSettings settings) {
    this.settings = settings;
    this.directory = OwnDirectory.create("keyferry-redis-");
  }

  /** A builder of a server with no password, no TLS, no persistence and a free port. */
  public static Builder builder(RedisBinary binary) {
    return new Builder(binary);
  }

  /** The address to connect to, always 127.0.0.1. */
  public String host() {
    return HOST;
  }

  /** The port: of TLS where the server speaks TLS. Does not change until the server is closed. */
  public int port() {
    return port;
  }

  /** {@code redis://127.0.0.1:PORT}, or {@code rediss://} with TLS; without user and password. */
  public String uri() {
    return (settings.tls() == null ? "redis://" : "rediss://") + HOST + ":" + port;
  }

  /** The process id of the running server, or of the last one where it was killed. */
  public long pid() {
    return currentProcess().pid();
  }

  /** The version of the server. */
  public RedisVersion version() {
    return settings.binary().version();
  }

  /** The server's working directory, with its {@code dump.rdb} once there is one. */
  public Path directory() {
    return directory;
  }

  /** Whether the process is there; a paused one is. */
  public boolean isRunning() {
    ServerProcess current = process;
    return current != null && current.isAlive();
  }

  /** Ends the process by SIGKILL, as a crash does. Port and directory are kept for a restart. */
  public synchronized void kill() {
    paused = false;
    stopProcess(Duration.ZERO);
  }

  /** Starts a killed server again on the same port with the files it had. */
  public synchronized void restart() {
    if (isRunning()) {
      throw new IllegalStateException("Cannot restart %s: it is running".formatted(this));
    }
    launch(port);
  }

  /**
   * Kills the server and starts it again on the same port. Data survive as far as the configuration
   * says: none by default, all but the last moment with {@code appendonly yes}.
   */
  public synchronized void stopAbruptlyAndRestart() {
    kill();
    restart();
  }

  /** Stops the process by SIGSTOP: connections stay open, nothing is answered. */
  public synchronized void pause() {
    currentProcess().signal("STOP");
    paused = true;
  }

  /** Lets a paused server go on. */
  public synchronized void resume() {
    currentProcess().signal("CONT");
    paused = false;
  }

  /** Ends the process, by SIGKILL if SIGTERM does not do in 5 s, and deletes its directory. */
  @Override
  public synchronized void close() {
    stopProcess(paused ? Duration.ZERO : STOP_GRACE);
    OwnDirectory.delete(directory);
    LiveServers.remove(this);
  }

  @Override
  public String toString() {
    return "Redis " + version().number() + " at " + HOST + ":" + port;
  }

  /**
   * Sends one command on a connection of its own, as user {@code default}.
   *
   * @throws ServerException if the server cannot be reached or answers with an error
   */
  @Nullable Object call(String... words) {
    try (RespConnection connection = connect(COMMAND_LIMIT)) {
      return connection.command(words);
    } catch (RespConnection.ErrorReply e) {
      throw new ServerException("%s refused %s: %s".formatted(this, words[0], e.getMessage()), e);
    } catch (IOException e) {
      throw new ServerException("Cannot send %s to %s".formatted(words[0], this), e);
    }
  }

  /** Opens a connection and authenticates as user {@code default} where it has a password. */
  RespConnection connect(Duration timeout) throws IOException {
    Certificates certificates = settings.tls();
    SSLSocketFactory tls =
        certificates == null ? null : certificates.clientContext().getSocketFactory();
    RespConnection connection = RespConnection.open(port, tls, timeout);
    String password = settings.password();
    if (password == null) {
      return connection;
    }

    try {
      connection.command("AUTH", RespConnection.asBytes(password));
      return connection;
    } catch (IOException | RespConnection.ErrorReply e) {
      connection.close();
      throw e;
    }
  }

  /** Kills without waiting for a lock: the JVM is going down. */
  void stopAtExit() {
    stopProcess(Duration.ZERO);
    OwnDirectory.delete(directory);
  }

  private static RedisServer start(ServerSettings settings) {
    RedisServer server = new RedisServer(settings);
    LiveServers.add(server);
    boolean started = false;
    try {
      Path rdbFile = settings.rdbFile();
      if (rdbFile != null) {
        Files.copy(rdbFile, server.directory.resolve("dump.rdb"));
      }
      server.launchOnFreePort();
      started = true;
      return server;
    } catch (IOException e) {
      throw new ServerException("Cannot copy %s to load it".formatted(settings.rdbFile()), e);
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  private void launchOnFreePort() {
    for (int attempt = 1; ; attempt++) {
      try {
        launch(settings.ports().getAsInt());
        return;
      } catch (ServerException e) {
        ServerProcess failed = process;
        if (attempt == settings.portAttempts() || failed == null || !failed.foundPortTaken()) {
          throw e;
        }
      }
    }
  }

  private void launch(int chosenPort) {
    port = chosenPort;
    ServerProcess started;
    try {
      Path config = settings.write(directory, chosenPort);
      started = ServerProcess.start(toString(), settings.binary().path(), config, directory);
    } catch (IOException e) {
      throw new ServerException("Cannot start %s".formatted(this), e);
    }

    process = started;
    if (LiveServers.isShutdown()) {
      started.stop(Duration.ZERO);
    }
    started.awaitReady(this::answersPing);
  }

  private boolean answersPing() {
    try (RespConnection connection = connect(COMMAND_LIMIT)) {
      return connection.command("PING") != null;
    } catch (RespConnection.ErrorReply refusal) {
      // A server that asks for another user's password, or forbids PING, is up.
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private ServerProcess currentProcess() {
    ServerProcess current = process;
    if (current == null) {
      throw new IllegalStateException("The server was never started");
    }
    return current;
  }

  private void stopProcess(Duration grace) {
    ServerProcess current = process;
    if (current != null) {
      current.stop(grace);
    }
  }

  /** Collects what a server is started with; each {@link #start} starts another server. */
  public static final class Builder {
    private static final Set<String> OWN_DIRECTIVES =
        Set.of("port", "tls-port", "bind", "dir", "daemonize", "logfile", "loglevel");

    private static final int PORT_ATTEMPTS = 10;

    private final RedisBinary binary;
    private final List<String> lines = new ArrayList<>();
    private IntSupplier ports = FreePort::choose;
    private int portAttempts = PORT_ATTEMPTS;
    private @Nullable String password;
    private @Nullable Certificates certificates;
    private @Nullable Path rdbFile;

    private Builder(RedisBinary binary) {
      this.binary = binary;
      lines.addAll(List.of("bind " + HOST, "save \"\"", "appendonly no"));
      lines.addAll(List.of("repl-diskless-sync yes", "repl-diskless-sync-delay 0"));
      if (binary.version().compareTo(RedisVersion.V7_0) >= 0) {
        lines.addAll(List.of("enable-debug-command yes", "shutdown-timeout 0"));
      }
    }

    /**
     * Adds a line to the configuration file, after the default lines; repeatable.
     *
     * @param value as it stands in the file, so several words are allowed; an empty one becomes
     *     {@code ""}
     */
    public Builder config(String directive, String value) {
      if (OWN_DIRECTIVES.contains(directive)) {
        throw new IllegalArgumentException(
            "Cannot set %s by config: the server decides it itself".formatted(directive));
      }
      lines.add(oneLine(directive) + " " + (value.isEmpty() ? "\"\"" : oneLine(value)));
      return this;
    }

    /** Listens on this port instead of a free one chosen at the start. */
    public Builder port(int number) {
      if (number < 1 || number > 65_535) {
        throw new IllegalArgumentException("Port %d is not in [1, 65535]".formatted(number));
      }
      this.ports = () -> number;
      this.portAttempts = 1;
      return this;
    }

    /** Tries these ports in turn instead of free ones. */
    Builder ports(IntSupplier candidates) {
      this.ports = candidates;
      return this;
    }

    /** Asks for this password of the user {@code default}. */
    public Builder password(String text) {
      this.password = text;
      lines.add("requirepass " + ServerSettings.quoted(text));
      lines.add("masterauth " + ServerSettings.quoted(text));
      return this;
    }

    /**
     * Adds a user who is on and has this password.
     *
     * @param rules ACL rules, for example {@code "~*", "+@all", "-config"}
     */
    public Builder aclUser(String name, String userPassword, String... rules) {
      StringBuilder line = new StringBuilder("user ").append(oneLine(name)).append(" on ");
      line.append(ServerSettings.quoted(">" + userPassword));
      for (String rule : rules) {
        line.append(' ').append(ServerSettings.quoted(rule));
      }
      lines.add(line.toString());
      if (name.equals("default")) {
        this.password = userPassword;
      }
      return this;
    }

    /** Speaks TLS only, and asks clients for no certificate. */
    public Builder tls(Certificates serverCertificates) {
      return tls(serverCertificates, "tls-auth-clients no");
    }

    /** Speaks TLS only, and refuses clients without a certificate of the same CA. */
    public Builder mutualTls(Certificates serverCertificates) {
      return tls(serverCertificates, "tls-auth-clients yes");
    }

    /** Runs in cluster mode, alone and without slots; {@link RedisCluster} makes whole clusters. */
    public Builder clusterEnabled() {
      lines.addAll(List.of("cluster-enabled yes", "cluster-announce-ip " + HOST));
      return this;
    }

    /** Loads a copy of this RDB file at the start. */
    public Builder rdbFile(Path file) {
      this.rdbFile = file;
      return this;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws ServerException if it does not answer in 20 s, with its last log lines
     */
    public RedisServer start() {
      return RedisServer.start(
          new ServerSettings(
              binary, List.copyOf(lines), ports, portAttempts, password, certificates, rdbFile));
    }

    private Builder tls(Certificates serverCertificates, String clients) {
      this.certificates = serverCertificates;
      lines.add("tls-cert-file " + quoted(serverCertificates.serverFile()));
      lines.add("tls-key-file " + quoted(serverCertificates.serverKeyFile()));
      lines.add("tls-ca-cert-file " + quoted(serverCertificates.caFile()));
      lines.addAll(List.of(clients, "tls-replication yes", "tls-cluster yes"));
      return this;
    }

    private static String quoted(Path file) {
      return ServerSettings.quoted(file.toString());
    }

    private static String oneLine(String text) {
      if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("A configuration line cannot hold a line break");
      }
      return text;
    }
  }
}
