package dev.lodestar.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/// Signs certificates for tests, and is trusted by the clients of tests.
public final class TestAuthority {
  /// A key with its certificate.
  public record Issued(PrivateKey key, X509Certificate certificate) {

    /// Writes both into one file in PEM.
    public Path writeTo(Path file) throws IOException {
      return Files.writeString(file, pem("CERTIFICATE", encoded(certificate)) + keyPem());
    }

    public String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }
  }

  private final X500Principal name;
  private final KeyPair key = CertificateWriter.newKey();
  private final X509Certificate certificate;

  public TestAuthority(String name) {
    this.name = new X500Principal("CN=" + name);
    certificate =
        CertificateWriter.write(
            this.name,
            key.getPublic(),
            this.name,
            key.getPrivate(),
            Instant.now().minus(Duration.ofDays(1)),
            Instant.now().plus(Duration.ofDays(3650)),
            List.of(),
            true);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// A certificate that is valid now, for hosts of which the first is its name.
  public Issued issue(String... hosts) {
    return issue(Duration.ofDays(-1), Duration.ofDays(100), hosts);
  }

  /// A certificate that is valid from and until some time after now.
  public Issued issue(Duration from, Duration until, String... hosts) {
    var pair = CertificateWriter.newKey();
    return new Issued(pair.getPrivate(), certify(pair.getPublic(), from, until, hosts));
  }

  public X509Certificate certify(
      PublicKey subject, Duration from, Duration until, String... hosts) {
    return CertificateWriter.write(
        new X500Principal("CN=" + hosts[0]),
        subject,
        name,
        key.getPrivate(),
        Instant.now().plus(from),
        Instant.now().plus(until),
        List.of(hosts),
        false);
  }

  public static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
