package dev.lodestar.server.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/// A key and its certificates, read and checked.
///
/// @param key the private key
/// @param chain the certificate of the server first
record LoadedIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final int DNS_NAME = 2;

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /// Tells whether the certificate is for a host: a name, or a wildcard that has to stand there as
  /// it is.
  boolean isFor(String host) {
    for (var name : names()) {
      if (name.equals(host)
          || (name.startsWith("*.")
              && host.indexOf('.') > 0
              && host.substring(host.indexOf('.')).equals(name.substring(1)))) {
        return true;
      }
    }
    return false;
  }

  /// The names in the certificate, in lower case.
  List<String> names() {
    try {
      var all = certificate().getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(name -> name.getFirst() instanceof Integer kind && kind == DNS_NAME)
              .map(name -> String.valueOf(name.getLast()).toLowerCase(Locale.ROOT))
              .toList();
    } catch (CertificateParsingException malformed) {
      return List.of();
    }
  }
}
