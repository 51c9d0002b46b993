package dev.lodestar.engine;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whose certificates are accepted from clients. Immutable and thread-safe.
public sealed interface TlsTrust {

  /// Certificates that the authorities in a PEM file have signed.
  ///
  /// @param file certificates of authorities, or of single clients; read when a server starts, and
  ///   again when it [reloads][Server#reloadTls()]
  /// @return the trust
  static TlsTrust pem(Path file) {
    return new PemFile(file);
  }

  /// Certificates that some authorities have signed.
  ///
  /// @param authorities the certificates of the authorities, or of single clients
  /// @return the trust
  /// @throws IllegalArgumentException if there are none
  static TlsTrust of(X509Certificate... authorities) {
    return new Authorities(List.of(authorities));
  }

  /// Whatever a trust manager accepts.
  ///
  /// @param manager is asked at each full handshake, by several threads at once; it may block
  /// @return the trust
  static TlsTrust of(X509ExtendedTrustManager manager) {
    return new Managed(manager);
  }

  /// A PEM file; see [TlsTrust#pem(Path)].
  ///
  /// @param file the file
  record PemFile(Path file) implements TlsTrust {}

  /// Certificates in memory; see [TlsTrust#of(X509Certificate...)].
  ///
  /// @param certificates the certificates
  record Authorities(List<X509Certificate> certificates) implements TlsTrust {
    /// Checks that there are some.
    public Authorities {
      certificates = List.copyOf(certificates);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no certificate of an authority, so no client could be trusted.");
      }
    }
  }

  /// A trust manager; see [TlsTrust#of(X509ExtendedTrustManager)].
  ///
  /// @param manager the trust manager
  record Managed(X509ExtendedTrustManager manager) implements TlsTrust {}
}
