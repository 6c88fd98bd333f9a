package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveServersTest {
  /** Starts a server that nobody closes, tells its process id, and waits to be ended. */
  static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] args) throws IOException {
      RedisServer server = RedisServer.builder(RedisBinary.of(RedisVersion.V7_0)).start();
      System.out.println(server.pid());
      System.out.println(server.directory());
      int ignored = System.in.read();
    }
  }

  @Test
  void stopsServersWhenTheJvmIsTerminated() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + RedisBinary.JARS_PROPERTY + "=" + jars(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = jvm.inputReader()) {
      long pid = Long.parseLong(output.readLine());
      Path directory = Path.of(output.readLine());
      assertThat(ProcessHandle.of(pid)).isPresent();
      assertThat(directory).exists();

      jvm.destroy();

      assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(directory).doesNotExist();
    } finally {
      jvm.destroyForcibly();
    }
  }

  private static String jars() {
    return Objects.requireNonNull(System.getProperty(RedisBinary.JARS_PROPERTY));
  }
}
