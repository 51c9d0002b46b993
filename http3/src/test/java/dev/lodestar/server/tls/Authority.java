package dev.lodestar.server.tls;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/// Signs certificates for tests, with what the server makes those for development with.
public final class Authority {
  /// A key with its certificate.
  public record Issued(PrivateKey key, X509Certificate certificate) {}

  private final X500Principal name;
  private final KeyPair key = CertificateWriter.newKey();
  private final X509Certificate certificate;

  public Authority(String name) {
    this.name = new X500Principal("CN=" + name);
    certificate =
        certify(this.name, key, Duration.ofDays(-1), Duration.ofDays(100), List.of(), true);
  }

  private X509Certificate certify(
      X500Principal subject,
      KeyPair pair,
      Duration from,
      Duration until,
      List<String> hosts,
      boolean authority) {
    return CertificateWriter.write(
        subject,
        pair.getPublic(),
        name,
        key.getPrivate(),
        Instant.now().plus(from),
        Instant.now().plus(until),
        hosts,
        authority);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// A certificate for hosts of which the first is its name.
  public Issued issue(String... hosts) {
    return issue(Duration.ofDays(-1), Duration.ofDays(100), hosts);
  }

  /// A certificate that is valid from and until some time after now.
  public Issued issue(Duration from, Duration until, String... hosts) {
    var pair = CertificateWriter.newKey();
    var subject = new X500Principal("CN=" + hosts[0]);
    return new Issued(
        pair.getPrivate(), certify(subject, pair, from, until, List.of(hosts), false));
  }
}
