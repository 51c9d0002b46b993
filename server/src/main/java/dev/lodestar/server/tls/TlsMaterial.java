package dev.lodestar.server.tls;

import dev.lodestar.engine.TlsOptions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Keys and certificates as they were read at one moment, and checked.
///
/// @param options what they were read for
/// @param standard what a client is shown for whose host there is nothing else
/// @param hosts what clients are shown that ask for certain hosts, in lower case, or as a wildcard
/// @param authorities who has to have signed the certificates of clients; empty if a trust manager
///   decides, or nobody asks
public record TlsMaterial(
    TlsOptions options,
    Shown standard,
    Map<String, Shown> hosts,
    List<X509Certificate> authorities) {

  /// What a client is shown.
  public sealed interface Shown {}

  /// A key and its certificates.
  ///
  /// @param key the private key
  /// @param chain the certificate of the server first
  public record Read(PrivateKey key, List<X509Certificate> chain) implements Shown {}

  /// What a key manager of the application has.
  public record Managed(X509ExtendedKeyManager keys) implements Shown {}

  /// Finds what belongs to a host, among things that were made of this.
  ///
  /// @param host the host that a client asks for, in lower case; `null` if it has not asked for one
  /// @param forStandard what was made of [#standard()]
  /// @param forHosts what was made of [#hosts()]
  /// @return `null` if no identity is for it
  public <T> @Nullable T find(@Nullable String host, T forStandard, Map<String, T> forHosts) {
    if (host == null) {
      return null;
    }
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    var own = forHosts.get(name);
    if (own == null && name.indexOf('.') > 0) {
      own = forHosts.get("*" + name.substring(name.indexOf('.')));
    }
    if (own == null
        && standard instanceof Read read
        && new LoadedIdentity(read.key(), read.chain()).isFor(name)) {
      own = forStandard;
    }
    return own;
  }
}
