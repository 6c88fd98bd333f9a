package dev.keyferry.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTlsTest {
  private static final Certificates CERTIFICATES = Certificates.create("localhost", "127.0.0.1");
  private static final RedisBinary BINARY = RedisBinary.of(RedisVersion.V7_0);

  @AfterAll
  static void deleteCertificates() {
    CERTIFICATES.close();
  }

  @ParameterizedTest
  @EnumSource
  void isTrustedByItsCa(RedisVersion version) throws IOException {
    try (RedisServer server =
        RedisServer.builder(RedisBinary.of(version)).tls(CERTIFICATES).start()) {
      assertThat(server.uri()).isEqualTo("rediss://127.0.0.1:" + server.port());
      assertThat(ping(server, CERTIFICATES.trustingContext(), "127.0.0.1")).isEqualTo("+PONG");
      assertThat(ping(server, CERTIFICATES.trustingContext(), "localhost")).isEqualTo("+PONG");
      assertThatThrownBy(
              () -> RespConnection.open(server.port(), null, Duration.ofSeconds(5)).command("PING"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void isRefusedUnderAnotherName() {
    try (Certificates other = Certificates.create("other.example");
        RedisServer server = RedisServer.builder(BINARY).tls(other).start()) {
      assertThatThrownBy(() -> ping(server, other.trustingContext(), "127.0.0.1"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("No subject alternative names");
    }
  }

  @Test
  void isRefusedByAnotherCa() {
    try (Certificates other = Certificates.create("localhost", "127.0.0.1");
        RedisServer server = RedisServer.builder(BINARY).tls(CERTIFICATES).start()) {
      assertThatThrownBy(() -> ping(server, other.trustingContext(), "127.0.0.1"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void asksForAClientCertificate() throws IOException {
    try (RedisServer server = RedisServer.builder(BINARY).mutualTls(CERTIFICATES).start()) {
      assertThat(ping(server, CERTIFICATES.clientContext(), "127.0.0.1")).isEqualTo("+PONG");
      assertThatThrownBy(() -> ping(server, CERTIFICATES.trustingContext(), "127.0.0.1"))
          .isInstanceOf(IOException.class);
    }
  }

  private static String ping(RedisServer server, SSLContext context, String name)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(name, server.port())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("*1\r\n$4\r\nPING\r\n".getBytes(UTF_8));
      byte[] reply = socket.getInputStream().readNBytes(5);
      return new String(reply, UTF_8);
    }
  }
}
