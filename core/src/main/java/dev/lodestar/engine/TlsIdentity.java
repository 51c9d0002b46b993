package dev.lodestar.engine;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/// What a server proves with who it is: a private key, and the chain of certificates that vouch for
/// it. Immutable and thread-safe; files are read when a server starts, and again when it
/// [reloads][Server#reloadTls()].
public sealed interface TlsIdentity {

  /// Certificate and key in PEM files (RFC 7468), as authorities and ACME clients write them.
  ///
  /// @param certificate the chain: the certificate of the server first, then each that has signed
  ///   the one before it
  /// @param key the private key, RSA, EC or Ed25519: `PRIVATE KEY` (PKCS #8), `RSA PRIVATE KEY`
  ///   (PKCS #1) or `EC PRIVATE KEY` (SEC 1); it may be the same file
  /// @return the identity
  static TlsIdentity pem(Path certificate, Path key) {
    return new PemFiles(certificate, key, Optional.empty());
  }

  /// Certificate and key in PEM files, the key encrypted.
  ///
  /// @param certificate as [#pem(Path, Path)] takes it
  /// @param key the private key, `ENCRYPTED PRIVATE KEY` (PKCS #8)
  /// @param password the password of the key
  /// @return the identity
  static TlsIdentity pem(Path certificate, Path key, String password) {
    return new PemFiles(certificate, key, Optional.of(password));
  }

  /// The only key of a keystore, PKCS #12 or JKS.
  ///
  /// @param file the keystore
  /// @param password the password of the keystore and of the key
  /// @return the identity
  static TlsIdentity keystore(Path file, String password) {
    return new Keystore(file, password, Optional.empty());
  }

  /// One key of a keystore, PKCS #12 or JKS.
  ///
  /// @param file the keystore
  /// @param password the password of the keystore and of the key
  /// @param alias the name of the key in it
  /// @return the identity
  static TlsIdentity keystore(Path file, String password, String alias) {
    return new Keystore(file, password, Optional.of(alias));
  }

  /// A key and its certificates that the program has already.
  ///
  /// @param key the private key
  /// @param chain the certificate of the server first, then each that has signed the one before it
  /// @return the identity
  /// @throws IllegalArgumentException if the chain is empty
  static TlsIdentity of(PrivateKey key, List<X509Certificate> chain) {
    return new InMemory(key, chain);
  }

  /// Whatever a key manager chooses: for keys that never leave a device, for instance.
  ///
  /// @param keys is asked for a key at each handshake, by several threads at once
  /// @return the identity
  static TlsIdentity of(X509ExtendedKeyManager keys) {
    return new Managed(keys);
  }

  /// A new key with a certificate that nobody has signed, made when the server starts: for
  /// development and tests. Browsers warn of it, and clients refuse it unless they are told to
  /// trust it.
  ///
  /// @param hosts the names and addresses that it is for; `localhost`, 127.0.0.1 and ::1 if there
  ///   are none
  /// @return the identity
  static TlsIdentity selfSigned(String... hosts) {
    return new SelfSigned(
        hosts.length == 0 ? List.of("localhost", "127.0.0.1", "::1") : List.of(hosts));
  }

  /// PEM files; see [TlsIdentity#pem(Path, Path)].
  ///
  /// @param certificate the file of the chain
  /// @param key the file of the private key
  /// @param password the password of the key, if it is encrypted
  record PemFiles(Path certificate, Path key, Optional<String> password) implements TlsIdentity {
    /// Returns the files, and not the password.
    @Override
    public String toString() {
      return certificate + " with " + key;
    }
  }

  /// A keystore; see [TlsIdentity#keystore(Path, String)].
  ///
  /// @param file the keystore
  /// @param password the password of the keystore and of the key
  /// @param alias the name of the key, if there are several
  record Keystore(Path file, String password, Optional<String> alias) implements TlsIdentity {
    /// Returns the file and the alias, and not the password.
    @Override
    public String toString() {
      return alias.isEmpty() ? file.toString() : alias.get() + " in " + file;
    }
  }

  /// A key in memory; see [TlsIdentity#of(PrivateKey, List)].
  ///
  /// @param key the private key
  /// @param chain its certificates
  record InMemory(PrivateKey key, List<X509Certificate> chain) implements TlsIdentity {
    /// Checks that there is a certificate.
    public InMemory {
      chain = List.copyOf(chain);
      if (chain.isEmpty()) {
        throw new IllegalArgumentException(
            "The chain has no certificate; it has to begin with that of the server.");
      }
    }

    /// Returns the subject of the certificate.
    @Override
    public String toString() {
      return chain.getFirst().getSubjectX500Principal().getName();
    }
  }

  /// A key manager; see [TlsIdentity#of(X509ExtendedKeyManager)].
  ///
  /// @param keys the key manager
  record Managed(X509ExtendedKeyManager keys) implements TlsIdentity {
    /// Returns the class of the key manager.
    @Override
    public String toString() {
      return "a " + keys.getClass().getName();
    }
  }

  /// A certificate for development; see [TlsIdentity#selfSigned(String...)].
  ///
  /// @param hosts the names and addresses that it is for
  record SelfSigned(List<String> hosts) implements TlsIdentity {
    /// Copies the list.
    public SelfSigned {
      hosts = List.copyOf(hosts);
    }

    /// Returns the hosts.
    @Override
    public String toString() {
      return "self-signed for " + String.join(", ", hosts);
    }
  }
}
