package dev.lodestar.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/// Certificates of our own (RFC 5280), for development: the JDK has a tool for them, but no API.
/// The keys that sign are of EC.
final class CertificateWriter {
  private static final int[] ECDSA_WITH_SHA256 = {1, 2, 840, 10_045, 4, 3, 2};
  private static final int[] SUBJECT_ALTERNATIVE_NAME = {2, 5, 29, 17};
  private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};
  private static final int CONTEXT = 0xA0;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final byte[] TRUE = {1, 1, (byte) 0xFF};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CertificateWriter() {}

  static KeyPair newKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has the curve secp256r1.", impossible);
    }
  }

  /// A key with a certificate for some hosts that nobody else has signed; valid for a year, and
  /// from yesterday on, since clocks differ.
  static LoadedIdentity selfSigned(List<String> hosts) {
    var key = newKey();
    var name = new X500Principal("CN=" + hosts.getFirst().replaceAll("[^\\w.-]", ""));
    var now = Instant.now();
    var certificate =
        write(
            name,
            key.getPublic(),
            name,
            key.getPrivate(),
            now.minus(1, ChronoUnit.DAYS),
            now.plus(365, ChronoUnit.DAYS),
            hosts,
            false);
    return new LoadedIdentity(key.getPrivate(), List.of(certificate));
  }

  /// A certificate.
  ///
  /// @param issuerKey signs it
  /// @param hosts names and addresses; may be empty
  /// @param authority whether its key may sign others
  static X509Certificate write(
      X500Principal subject,
      PublicKey key,
      X500Principal issuer,
      PrivateKey issuerKey,
      Instant from,
      Instant until,
      List<String> hosts,
      boolean authority) {
    var algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    var serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) ((serial[0] & 0x3F) | 0x40);
    var content =
        Der.sequence(
            Der.value(CONTEXT, Der.integer(2)),
            Der.value(Der.INTEGER, serial),
            algorithm,
            issuer.getEncoded(),
            Der.sequence(time(from), time(until)),
            subject.getEncoded(),
            key.getEncoded(),
            Der.value(CONTEXT | 3, Der.sequence(extensions(hosts, authority))));
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKey);
      signature.update(content);
      var signed = Der.sequence(content, algorithm, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("A certificate could not be made.", impossible);
    }
  }

  private static byte[] time(Instant moment) {
    return Der.value(Der.GENERALIZED_TIME, TIME.format(moment).getBytes(US_ASCII));
  }

  private static byte[][] extensions(List<String> hosts, boolean authority) {
    var extensions = new ArrayList<byte[]>();
    extensions.add(extension(BASIC_CONSTRAINTS, authority ? Der.sequence(TRUE) : Der.sequence()));
    if (!hosts.isEmpty()) {
      var names = new ArrayList<byte[]>();
      for (var host : hosts) {
        names.add(
            isAddress(host)
                ? Der.value(IP_ADDRESS, InetAddress.ofLiteral(host).getAddress())
                : Der.value(DNS_NAME, host.getBytes(UTF_8)));
      }
      extensions.add(
          extension(SUBJECT_ALTERNATIVE_NAME, Der.sequence(names.toArray(new byte[0][]))));
    }
    return extensions.toArray(new byte[0][]);
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static byte[] extension(int[] id, byte[] value) {
    return Der.sequence(Der.oid(id), Der.value(Der.OCTET_STRING, value));
  }
}
