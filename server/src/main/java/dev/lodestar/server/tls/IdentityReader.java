package dev.lodestar.server.tls;

import dev.lodestar.engine.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads keys and certificates, and says everything that is wrong with them.
final class IdentityReader {
  /// More than any chain has, so that a wrong file is not read to its end.
  private static final long MOST_BYTES = 10_000_000;

  private final List<String> problems;

  /// Reads for somebody who collects what is wrong, in sentences.
  IdentityReader(List<String> problems) {
    this.problems = problems;
  }

  /// Reads an identity; `null` if something is wrong with it.
  ///
  /// @param identity one that is not left to a key manager
  @Nullable LoadedIdentity read(TlsIdentity identity) {
    var before = problems.size();
    var read =
        switch (identity) {
          case TlsIdentity.PemFiles files -> pem(files);
          case TlsIdentity.Keystore store -> keystore(store);
          case TlsIdentity.InMemory memory -> new LoadedIdentity(memory.key(), memory.chain());
          case TlsIdentity.SelfSigned self -> CertificateWriter.selfSigned(self.hosts());
          case TlsIdentity.Managed managed ->
              throw new IllegalArgumentException(managed + " cannot be read.");
        };
    if (read != null) {
      check(read, identity);
    }
    return problems.size() == before ? read : null;
  }

  private @Nullable LoadedIdentity pem(TlsIdentity.PemFiles files) {
    var chain = certificates(files.certificate());
    var key = key(files);
    return chain.isEmpty() || key == null ? null : new LoadedIdentity(key, chain);
  }

  private @Nullable PrivateKey key(TlsIdentity.PemFiles files) {
    var blocks = blocks(files.key(), "The private key");
    if (blocks == null) {
      return null;
    }
    try {
      return PrivateKeys.of(blocks, files.password());
    } catch (IllegalArgumentException unusable) {
      problems.add("The private key in " + files.key() + " " + unusable.getMessage());
      return null;
    }
  }

  /// Reads the certificates of a file; none if something is wrong with it.
  List<X509Certificate> certificates(Path file) {
    var blocks = blocks(file, "The certificate");
    if (blocks == null) {
      return List.of();
    }
    var certificates = new ArrayList<X509Certificate>();
    for (var block : blocks) {
      if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
        try {
          certificates.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(block.bytes())));
        } catch (CertificateException malformed) {
          problems.add(
              "Certificate "
                  + (certificates.size() + 1)
                  + " in "
                  + file
                  + " is malformed: "
                  + malformed.getMessage()
                  + ".");
          return List.of();
        }
      }
    }
    if (certificates.isEmpty()) {
      problems.add(
          "The file "
              + file
              + " has no certificate: it has no block 'CERTIFICATE'. Give a file in PEM, with the"
              + " certificate of the server first.");
    }
    return certificates;
  }

  private @Nullable List<PemBlock> blocks(Path file, String what) {
    var bytes = bytes(file, what);
    if (bytes == null) {
      return null;
    }
    try {
      return PemBlock.read(bytes);
    } catch (IllegalArgumentException malformed) {
      problems.add("The file " + file + " is malformed: " + malformed.getMessage() + ".");
      return null;
    }
  }

  private byte @Nullable [] bytes(Path file, String what) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(what + " cannot be read: the file " + file + " is too large to be one.");
        return null;
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      problems.add(
          what
              + " cannot be read: there is no file "
              + file.toAbsolutePath()
              + "; correct the path, or create it.");
    } catch (AccessDeniedException denied) {
      problems.add(
          what
              + " cannot be read: this user may not read the file "
              + file
              + "; change its permissions, or run the server as its owner.");
    } catch (IOException unreadable) {
      problems.add(what + " cannot be read: " + file + ": " + unreadable.getMessage() + ".");
    }
    return null;
  }

  private @Nullable LoadedIdentity keystore(TlsIdentity.Keystore store) {
    var bytes = bytes(store.file(), "The keystore");
    if (bytes == null) {
      return null;
    }
    var password = store.password().toCharArray();
    try {
      // The JDK's reader of either kind reads the other, too.
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(bytes), password);
      var alias = alias(store, keys);
      if (alias == null) {
        return null;
      }
      var certificates = keys.getCertificateChain(alias);
      if (!(keys.getKey(alias, password) instanceof PrivateKey key) || certificates == null) {
        problems.add(
            "The key '"
                + alias
                + "' in the keystore "
                + store.file()
                + " has no certificate; put the certificate of the server beside it, with those that"
                + " have signed it.");
        return null;
      }
      var chain = new ArrayList<X509Certificate>();
      for (var certificate : certificates) {
        chain.add((X509Certificate) certificate);
      }
      return new LoadedIdentity(key, chain);
    } catch (UnrecoverableKeyException wrong) {
      problems.add(
          "The key in the keystore "
              + store.file()
              + " has another password than the keystore; give both the same.");
    } catch (IOException | GeneralSecurityException unusable) {
      problems.add(
          unusable.getCause() instanceof UnrecoverableKeyException
              ? "The keystore "
                  + store.file()
                  + (store.password().isEmpty()
                      ? " has a password, but none is given; give it."
                      : " cannot be opened: the password is wrong.")
              : "The file "
                  + store.file()
                  + " is no keystore of PKCS #12 or JKS: "
                  + (unusable.getMessage() == null ? "it breaks off" : unusable.getMessage())
                  + ".");
    }
    return null;
  }

  private @Nullable String alias(TlsIdentity.Keystore store, KeyStore keys)
      throws GeneralSecurityException {
    var aliases = new TreeSet<String>();
    for (var alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias)) {
        aliases.add(alias);
      }
    }
    var wanted = store.alias().orElse(aliases.size() == 1 ? aliases.first() : "");
    if (aliases.stream().anyMatch(wanted::equalsIgnoreCase)) {
      return wanted;
    }
    if (aliases.isEmpty()) {
      problems.add("The keystore " + store.file() + " has no private key.");
    } else {
      problems.add(
          (wanted.isEmpty()
                  ? "The keystore " + store.file() + " has several keys"
                  : "The keystore " + store.file() + " has no key '" + wanted + "'")
              + "; name one of these as the alias: "
              + String.join(", ", aliases)
              + ".");
    }
    return null;
  }

  private void check(LoadedIdentity identity, TlsIdentity source) {
    var certificate = identity.certificate();
    if (!PrivateKeys.belongTogether(identity.key(), certificate.getPublicKey())) {
      problems.add(
          "The private key of "
              + source
              + " does not belong to the certificate of "
              + certificate.getSubjectX500Principal().getName()
              + "; the first certificate has to be that of the key.");
    }
    var now = Instant.now();
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      problems.add(
          "The certificate of "
              + source
              + " has expired on "
              + certificate.getNotAfter().toInstant()
              + "; clients would refuse it, so get a new one.");
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      problems.add(
          "The certificate of "
              + source
              + " is valid from "
              + certificate.getNotBefore().toInstant()
              + " on alone; clients would refuse it. Is the clock of this machine right?");
    }
    checkOrder(identity.chain(), source);
  }

  private void checkOrder(List<X509Certificate> chain, TlsIdentity source) {
    for (var i = 0; i + 1 < chain.size(); i++) {
      var issuer = chain.get(i).getIssuerX500Principal();
      if (!issuer.equals(chain.get(i + 1).getSubjectX500Principal())) {
        problems.add(
            "The certificates of "
                + source
                + " are not in order: number "
                + (i + 1)
                + " was signed by "
                + issuer.getName()
                + ", but number "
                + (i + 2)
                + " is that of "
                + chain.get(i + 1).getSubjectX500Principal().getName()
                + ".");
        return;
      }
    }
  }
}
