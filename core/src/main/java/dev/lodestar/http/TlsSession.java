package dev.lodestar.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What client and server have agreed on when they began to speak TLS. Immutable and thread-safe.
///
/// @param protocol the version, `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite for instance `TLS_AES_128_GCM_SHA256`
/// @param serverName the host that the client has asked for (SNI), in lower case, if it has
/// @param clientCertificates the chain that the client has shown, its own certificate first,
///   checked against what the server trusts; empty if it has shown none, which is so unless the
///   server asks
public record TlsSession(
    String protocol,
    String cipherSuite,
    Optional<String> serverName,
    List<X509Certificate> clientCertificates) {

  /// Copies the list.
  public TlsSession {
    clientCertificates = List.copyOf(clientCertificates);
  }

  /// Returns the certificate of the client itself.
  ///
  /// @return the certificate, if it has shown one
  public Optional<X509Certificate> clientCertificate() {
    return clientCertificates.isEmpty()
        ? Optional.empty()
        : Optional.of(clientCertificates.getFirst());
  }
}
