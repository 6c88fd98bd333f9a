package dev.keyferry.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom an encrypted connection trusts. Verification can't be turned off. */
final class Tls {
  private Tls() {}

  /** Trusts the authorities in a PEM file; the JDK's own when the file is null. */
  static SSLSocketFactory socketFactory(@Nullable String caFile) {
    if (caFile == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
      Collection<? extends Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (authorities.isEmpty()) {
        throw new RedisIOException("no certificate in the CA file " + caFile, null);
      }

      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate authority : authorities) {
        trusted.setCertificateEntry("ca" + trusted.size(), authority);
      }

      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new RedisIOException("cannot read the CA file " + caFile + ": " + e.getMessage(), e);
    }
  }

  /** Makes the handshake fail when the certificate is not for the host that was asked for. */
  static SSLParameters verifyHostName() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }
}
