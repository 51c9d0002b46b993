package dev.lodestar.server.tls;

import java.io.IOException;

/// Who makes something of keys and certificates, each time they have been read.
@FunctionalInterface
public interface TlsFollower {

  /// Takes what has been read.
  ///
  /// @throws IOException if it cannot be used; then what was used before stays, everywhere
  void load(TlsMaterial material) throws IOException;
}
