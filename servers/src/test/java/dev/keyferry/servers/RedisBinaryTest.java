package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {
  private static final Path JARS = Path.of(System.getProperty(RedisBinary.JARS_PROPERTY, ""));

  @Test
  void unpacksOnce() throws IOException {
    Path path = RedisBinary.of(RedisVersion.V6_2).path();
    FileTime unpacked = Files.getLastModifiedTime(path);

    assertThat(RedisBinary.of(RedisVersion.V6_2).path()).isEqualTo(path).isExecutable();
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(unpacked);
  }

  @Test
  void unpacksFromTheClassPath(@TempDir Path directory) throws IOException {
    try (URLClassLoader loader = loader()) {
      Path cache = directory.resolve("new").resolve("cache");
      RedisBinary binary = RedisBinary.fromClassPath(loader, cache);

      assertThat(binary.version()).isEqualTo(RedisVersion.V7_0);
      assertThat(binary.path()).hasParent(cache).isExecutable();
      assertThat(RedisBinary.fromClassPath(loader, cache).path()).isEqualTo(binary.path());
    }
  }

  @Test
  void doesWithoutACache(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (URLClassLoader loader = loader()) {
      Path path = RedisBinary.fromClassPath(loader, file.resolve("cache")).path();
      assertThat(path).isExecutable();
    }
  }

  @Test
  void unpacksAgainOverATruncatedFile(@TempDir Path directory) throws IOException {
    String jar = "redis-" + RedisVersion.V6_2.number() + ".jar";
    Files.copy(JARS.resolve(jar), directory.resolve(jar));
    Path path = RedisBinary.fromJar(RedisVersion.V6_2, directory).path();
    long size = Files.size(path);
    Files.write(path, new byte[] {1});

    assertThat(RedisBinary.fromJar(RedisVersion.V6_2, directory).path()).hasSize(size);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void saysWhichJarIsMissing(@TempDir Path directory) {
    assertThatThrownBy(() -> RedisBinary.fromJar(RedisVersion.V7_4, directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("redis-7.4.1.jar", "run this by Maven");
  }

  @Test
  void namesThePlatformWhenTheClassPathHasNoServer() {
    assertThatThrownBy(RedisBinary::fromClassPath)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("No Redis 7.0.15 server for the platform", "the class path");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm64",
    "Linux, s390x, linux-s390x"
  })
  void namesPlatformsAsTheArtifactsDo(String os, String arch, String expected) {
    assertThat(RedisBinary.platform(os, arch)).isEqualTo(expected);
  }

  private static URLClassLoader loader() throws MalformedURLException {
    URL jar = JARS.resolve("redis-7.0.15.jar").toUri().toURL();
    return new URLClassLoader(new URL[] {jar}, null);
  }
}
