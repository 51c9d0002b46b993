package dev.lodestar.cursor;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Writes and reads the cursors of one list. Thread-safe.
///
/// The text is Base64 for URLs (RFC 4648, section 5) without padding, of: the signature, 16 bytes;
/// the version, 1; a byte of flags; the position as a document. The signature is that of the rest,
/// for a purpose: cursors of other purposes are refused.
///
/// @param <P> the type of the positions
public final class Cursors<P> {
  /// The most characters that a cursor may have.
  public static final int MAX_LENGTH = 4096;

  private static final int VERSION = 1;
  private static final int BACKWARD = 1;
  private static final int POSITION = 2;
  private static final int HEAD = CursorKeys.SIGNATURE_LENGTH + 2;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final CursorKeys keys;
  private final byte[] purpose;
  private final Codec<P> codec;

  /// Creates what writes and reads the cursors of a list.
  ///
  /// @param purpose what list it is
  /// @param codec writes and reads positions
  public Cursors(CursorKeys keys, String purpose, Codec<P> codec) {
    this.keys = keys;
    this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    this.codec = codec;
  }

  /// Writes a cursor.
  ///
  /// @throws IllegalStateException if the position is too long
  /// @throws dev.lodestar.codec.EncodeException if the position cannot be written
  public String write(boolean backward, Optional<P> position) {
    var document = position.isPresent() ? codec.encode(position.get()) : new byte[0];
    var bytes = new byte[HEAD + document.length];
    bytes[CursorKeys.SIGNATURE_LENGTH] = VERSION;
    bytes[HEAD - 1] = (byte) ((backward ? BACKWARD : 0) | (position.isPresent() ? POSITION : 0));
    System.arraycopy(document, 0, bytes, HEAD, document.length);
    var signature = keys.sign(purpose, bytes, CursorKeys.SIGNATURE_LENGTH);
    System.arraycopy(signature, 0, bytes, 0, signature.length);
    var text = ENCODER.encodeToString(bytes);
    if (text.length() > MAX_LENGTH) {
      throw new IllegalStateException(
          "A position of type "
              + codec.use().type().getTypeName()
              + " would make a cursor of "
              + text.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are accepted. Order the list by something shorter.");
    }
    return text;
  }

  /// Reads a cursor.
  ///
  /// @return what it says; nothing if it is not one that [#write] has written, for this list and
  ///   with one of the keys, or if its position does not fit the type any more
  public Optional<Cursor<P>> read(String text) {
    var bytes = bytesOf(text);
    if (bytes.length < HEAD) {
      return Optional.empty();
    }
    var signature = Arrays.copyOf(bytes, CursorKeys.SIGNATURE_LENGTH);
    if (!keys.verify(signature, purpose, bytes, CursorKeys.SIGNATURE_LENGTH)
        || bytes[CursorKeys.SIGNATURE_LENGTH] != VERSION) {
      return Optional.empty();
    }
    var flags = bytes[HEAD - 1];
    var backward = (flags & BACKWARD) != 0;
    if ((flags & POSITION) == 0) {
      return Optional.of(new Cursor<>(backward, Optional.empty()));
    }
    return codec.decode(bytes, HEAD, bytes.length - HEAD) instanceof Decoded.Valid<P>(var position)
        ? Optional.of(new Cursor<>(backward, Optional.of(position)))
        : Optional.empty();
  }

  /// The bytes of a text; none if it is not exactly what an encoder writes, since the same cursor
  /// must not have several texts.
  private static byte[] bytesOf(String text) {
    if (text.length() > MAX_LENGTH) {
      return new byte[0];
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return ENCODER.encodeToString(bytes).equals(text) ? bytes : new byte[0];
    } catch (IllegalArgumentException refused) {
      return new byte[0];
    }
  }
}
