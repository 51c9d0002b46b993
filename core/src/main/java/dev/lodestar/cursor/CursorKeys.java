package dev.lodestar.cursor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The keys that sign the cursors of one application: HMAC with SHA-256 (RFC 2104), cut to 128
/// bits. Where the application gives none, a random one is made when it is first needed.
/// Thread-safe.
public final class CursorKeys {
  /// The fewest bytes that a key may have.
  public static final int MIN_KEY_LENGTH = 16;

  /// How many bytes a signature has.
  static final int SIGNATURE_LENGTH = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] USE = "dev.lodestar.cursor 1".getBytes(StandardCharsets.US_ASCII);

  private final List<byte[]> given;

  /// The keys made ready, the one that signs first; null until the first use.
  private volatile @Nullable List<SecretKeySpec> ready;

  private CursorKeys(List<byte[]> given) {
    this.given = given;
  }

  /// Keys for an application that gives none.
  public static CursorKeys random() {
    return new CursorKeys(List.of());
  }

  /// Keys of an application.
  ///
  /// @param keys the one that signs, then others whose signatures count, too
  /// @throws IllegalArgumentException if there is none, or one is shorter than [#MIN_KEY_LENGTH]
  public static CursorKeys of(List<byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no key for cursors; give one, or leave the call out for a random one.");
    }
    var copies = new ArrayList<byte[]>(keys.size());
    for (var key : keys) {
      if (key.length < MIN_KEY_LENGTH) {
        throw new IllegalArgumentException(
            "A key for cursors has "
                + key.length
                + " bytes; expected "
                + MIN_KEY_LENGTH
                + " or more, made at random.");
      }
      copies.add(key.clone());
    }
    return new CursorKeys(List.copyOf(copies));
  }

  /// Signs bytes with the first key.
  byte[] sign(byte[] purpose, byte[] content, int offset) {
    return signature(ready().getFirst(), purpose, content, offset);
  }

  /// Tells whether one of the keys has signed bytes, in a time that does not depend on how much of
  /// a wrong signature is right.
  boolean verify(byte[] signature, byte[] purpose, byte[] content, int offset) {
    for (var key : ready()) {
      if (MessageDigest.isEqual(signature, signature(key, purpose, content, offset))) {
        return true;
      }
    }
    return false;
  }

  private List<SecretKeySpec> ready() {
    var known = ready;
    if (known == null) {
      synchronized (this) {
        known = ready;
        if (known == null) {
          known = makeReady();
          ready = known;
        }
      }
    }
    return known;
  }

  /// What signs cursors is derived, so that it signs nothing else, even if the application uses the
  /// same secret for something else.
  private List<SecretKeySpec> makeReady() {
    if (given.isEmpty()) {
      var random = new byte[32];
      new SecureRandom().nextBytes(random);
      LoggerFactory.getLogger("dev.lodestar.pagination")
          .info(
              "cursor_key_random effect=\"cursors are refused after a restart and by other instances;"
                  + " set cursorKeys(…) of the application\"");
      return List.of(new SecretKeySpec(random, ALGORITHM));
    }
    var keys = new ArrayList<SecretKeySpec>(given.size());
    for (var key : given) {
      keys.add(new SecretKeySpec(mac(new SecretKeySpec(key, ALGORITHM)).doFinal(USE), ALGORITHM));
    }
    return List.copyOf(keys);
  }

  private static byte[] signature(SecretKeySpec key, byte[] purpose, byte[] content, int offset) {
    var mac = mac(key);
    mac.update(
        new byte[] {
          (byte) (purpose.length >> 24),
          (byte) (purpose.length >> 16),
          (byte) (purpose.length >> 8),
          (byte) purpose.length
        });
    mac.update(purpose);
    mac.update(content, offset, content.length - offset);
    var whole = mac.doFinal();
    return Arrays.copyOf(whole, SIGNATURE_LENGTH);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ".", impossible);
    }
  }
}
