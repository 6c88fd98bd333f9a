package dev.keyferry.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A private CA with one server and one client certificate, as PEM files in a temporary directory.
 *
 * <p>Each instance has a CA of its own, so that of a second instance is one that the first does not
 * trust. Certificates are valid from yesterday to tomorrow. {@link #close} deletes the files, but
 * servers that were started with them go on.
 */
public final class Certificates implements AutoCloseable {
  private static final List<String> CLIENT_NAME = List.of("keyferry-client");

  private final Path directory;
  private final SSLContext trusting;
  private final SSLContext showing;

  private Certificates(Path directory, SSLContext trusting, SSLContext showing) {
    this.directory = directory;
    this.trusting = trusting;
    this.showing = showing;
  }

  /**
   * Makes a CA and the certificates.
   *
   * @param names DNS names and IP addresses that the server's certificate is for, at least one
   */
  public static Certificates create(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("A server certificate needs at least one name");
    }

    Path directory = OwnDirectory.untilExit("keyferry-tls-");
    try {
      CertificateAuthority authority = CertificateAuthority.create();
      CertificateAuthority.Identity server = authority.issue(List.of(names));
      CertificateAuthority.Identity client = authority.issue(CLIENT_NAME);
      Certificates certificates =
          new Certificates(
              directory,
              context(authority, new KeyManager[0]),
              context(authority, keyManagers(client)));
      write(certificates.caFile(), authority.certificate());
      write(certificates.serverFile(), server.certificate());
      write(certificates.serverKeyFile(), server.key());
      write(certificates.clientFile(), client.certificate());
      write(certificates.clientKeyFile(), client.key());
      return certificates;
    } catch (GeneralSecurityException | IOException e) {
      throw new ServerException("Cannot make certificates for " + String.join(", ", names), e);
    }
  }

  /** The CA's certificate, PEM. */
  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  /** The server's certificate, PEM. */
  public Path serverFile() {
    return directory.resolve("server.pem");
  }

  /** The server's private key, PEM (PKCS #8, not encrypted), readable by this user only. */
  public Path serverKeyFile() {
    return directory.resolve("server.key");
  }

  /** The client's certificate, PEM. */
  public Path clientFile() {
    return directory.resolve("client.pem");
  }

  /** The client's private key, PEM (PKCS #8, not encrypted), readable by this user only. */
  public Path clientKeyFile() {
    return directory.resolve("client.key");
  }

  /** A TLS context that trusts this CA only and shows no client certificate. */
  public SSLContext trustingContext() {
    return trusting;
  }

  /** A TLS context that trusts this CA only and shows the client certificate when asked. */
  public SSLContext clientContext() {
    return showing;
  }

  @Override
  public void close() {
    OwnDirectory.delete(directory);
  }

  private static SSLContext context(CertificateAuthority authority, KeyManager[] shown)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyManager[] keyManagers(CertificateAuthority.Identity identity)
      throws GeneralSecurityException, IOException {
    char[] noPassword = new char[0];
    KeyStore keys = emptyStore();
    keys.setKeyEntry(
        "client", identity.key(), noPassword, new Certificate[] {identity.certificate()});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, noPassword);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void write(Path file, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    write(file, "CERTIFICATE", certificate.getEncoded());
  }

  private static void write(Path file, PrivateKey key) throws IOException {
    write(file, "PRIVATE KEY", key.getEncoded());
  }

  private static void write(Path file, String kind, byte[] der) throws IOException {
    byte[] lineEnd = {'\n'};
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder(64, lineEnd).encodeToString(der), kind);
    Files.createFile(file, OwnDirectory.ownerOnly("rw-------"));
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
