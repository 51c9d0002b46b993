package dev.lodestar.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Private keys out of the forms that they are stored in.
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  /// Those of which none is for certificates of another.
  private static final Set<String> KINDS = Set.of("RSA", "EC", "EdDSA");

  private static final int[] RSA = {1, 2, 840, 113_549, 1, 1, 1};
  private static final int[] EC = {1, 2, 840, 10_045, 2, 1};
  private static final int EC_PARAMETERS = 0xA0;

  private PrivateKeys() {}

  /// Returns the key of a PEM file.
  ///
  /// @throws IllegalArgumentException if there is none that can be used; the message goes on after
  ///   "The private key in FILE "
  static PrivateKey of(List<PemBlock> blocks, Optional<String> password) {
    byte @Nullable [] curve = null;
    for (var block : blocks) {
      switch (block.label()) {
        case "EC PARAMETERS" -> curve = block.bytes();
        case "PRIVATE KEY" -> {
          return key(block.bytes());
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return key(decrypt(block.bytes(), password));
        }
        case "RSA PRIVATE KEY" -> {
          return key(rsa(plain(block)));
        }
        case "EC PRIVATE KEY" -> {
          return key(ec(plain(block), curve));
        }
        default -> {
          // certificates may stand in the same file
        }
      }
    }
    throw new IllegalArgumentException(
        "is missing: the file has no block 'PRIVATE KEY'. Is it the file of the certificate?");
  }

  private static byte[] plain(PemBlock block) {
    if (block.encrypted()) {
      throw new IllegalArgumentException(
          "is encrypted in a form that is not read; change it with: openssl pkcs8 -topk8 -in OLD"
              + " -out NEW");
    }
    return block.bytes();
  }

  private static byte[] decrypt(byte[] bytes, Optional<String> password) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("is encrypted, but no password is given; give it.");
    }
    try {
      var info = new EncryptedPrivateKeyInfo(bytes);
      var named = String.valueOf(info.getAlgParameters());
      var algorithm = named.startsWith("PBE") ? named : info.getAlgName();
      var secret =
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(password.get().toCharArray()));
      var cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (IOException | java.security.NoSuchAlgorithmException unknown) {
      throw new IllegalArgumentException(
          "is encrypted in a way that is not known here ("
              + unknown.getMessage()
              + "); encrypt it with: openssl pkcs8 -topk8 -v2 aes256",
          unknown);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          "cannot be decrypted: the password is wrong, or the file is damaged.", wrong);
    }
  }

  /// PKCS #1 within PKCS #8.
  private static byte[] rsa(byte[] pkcs1) {
    return Der.sequence(
        Der.integer(0),
        Der.sequence(Der.oid(RSA), new byte[] {5, 0}),
        Der.value(Der.OCTET_STRING, pkcs1));
  }

  /// SEC 1 within PKCS #8. The curve stands in the key itself, or in a block before it.
  private static byte[] ec(byte[] sec1, byte @Nullable [] curve) {
    var parameters = curve;
    try {
      var key = Der.Element.at(sec1, 0, sec1.length);
      for (var at = key.content(); at < key.end(); ) {
        var part = Der.Element.at(sec1, at, key.end());
        if (part.tag() == EC_PARAMETERS) {
          parameters = part.inner();
        }
        at = part.end();
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("is malformed.", malformed);
    }
    if (parameters == null) {
      throw new IllegalArgumentException("does not say which curve it belongs to.");
    }
    return Der.sequence(
        Der.integer(0), Der.sequence(Der.oid(EC), parameters), Der.value(Der.OCTET_STRING, sec1));
  }

  private static PrivateKey key(byte[] pkcs8) {
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException other) {
        // perhaps the next one
      }
    }
    throw new IllegalArgumentException(
        "is malformed, or of a kind that is not known: RSA, EC and Ed25519 are.");
  }

  /// Tells whether a key is the one that a certificate is about: what it signs can be verified.
  static boolean belongTogether(PrivateKey key, PublicKey certified) {
    if (KINDS.contains(key.getAlgorithm())
        && KINDS.contains(certified.getAlgorithm())
        && !key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    try {
      var signature = Signature.getInstance(algorithm);
      var sample = new byte[] {1, 2, 3, 4};
      signature.initSign(key);
      signature.update(sample);
      var signed = signature.sign();
      signature.initVerify(certified);
      signature.update(sample);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException otherKind) {
      return false;
    } catch (java.security.NoSuchAlgorithmException unknown) {
      // Nothing can be said, so the handshake will.
      return true;
    }
  }
}
