package dev.keyferry.servers;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A private CA with a new P-256 key; its certificates hold for two days from yesterday. */
final class CertificateAuthority {
  /** A private key and the certificate of its public key. */
  record Identity(PrivateKey key, X509Certificate certificate) {}

  private static final String CA_NAME = "keyferry private CA";
  private static final Duration HALF_VALIDITY = Duration.ofDays(1);
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
  private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);
  private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);

  private final Identity identity;

  private CertificateAuthority(Identity identity) {
    this.identity = identity;
  }

  static CertificateAuthority create() throws GeneralSecurityException {
    KeyPair keys = newKeys();
    byte[] isCa = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes())));
    return new CertificateAuthority(
        new Identity(
            keys.getPrivate(), certificate(keys.getPrivate(), CA_NAME, keys.getPublic(), isCa)));
  }

  X509Certificate certificate() {
    return identity.certificate();
  }

  /**
   * Issues a certificate for a new key.
   *
   * @param names DNS names and IP addresses, the first also being the common name
   */
  Identity issue(List<String> names) throws GeneralSecurityException {
    byte[][] encoded = new byte[names.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = alternativeName(names.get(i));
    }
    byte[] extension = Der.sequence(SUBJECT_ALTERNATIVE_NAME, Der.octets(Der.sequence(encoded)));
    KeyPair keys = newKeys();
    return new Identity(
        keys.getPrivate(), certificate(identity.key(), names.get(0), keys.getPublic(), extension));
  }

  /* Certificate ::= SEQUENCE { toBeSigned, algorithm, BIT STRING signature }
   * toBeSigned  ::= SEQUENCE { [0] version 3, serial, algorithm, issuer, validity, subject,
   *                            public key, [3] extensions }                        (RFC 5280, 4.1) */
  private static X509Certificate certificate(
      PrivateKey signer, String name, PublicKey key, byte[] extension)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] toBeSigned =
        Der.sequence(
            Der.wrapped(0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(64, new SecureRandom()).setBit(0)),
            ECDSA_WITH_SHA256,
            distinguishedName(CA_NAME),
            Der.sequence(Der.time(now.minus(HALF_VALIDITY)), Der.time(now.plus(HALF_VALIDITY))),
            distinguishedName(name),
            key.getEncoded(),
            Der.wrapped(3, Der.sequence(extension)));

    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(toBeSigned);
    byte[] der = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] distinguishedName(String name) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(name))));
  }

  /* dNSName is [2], iPAddress is [7] with 4 or 16 bytes. */
  private static byte[] alternativeName(String name) {
    boolean isAddress = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    if (!isAddress) {
      return Der.tagged(2, name.getBytes(StandardCharsets.US_ASCII));
    }

    try {
      return Der.tagged(7, InetAddress.getByName(name).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an IP address: " + name, e);
    }
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
