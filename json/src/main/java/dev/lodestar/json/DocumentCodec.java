package dev.lodestar.json;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.EncodeException;
import org.jspecify.annotations.Nullable;

/// Writes and reads whole documents of one type; what a [JsonBackend] makes. Implementations must
/// be thread-safe.
public interface DocumentCodec {

  /// Writes a value to the end of a buffer.
  ///
  /// @param value the value
  /// @param out takes the document; must be unchanged if the value cannot be written
  /// @throws EncodeException if the value cannot be written
  void encode(@Nullable Object value, DocumentBuffer out);

  /// Reads a document. Must not throw because of it, and must not tell clients more than what is
  /// wrong with it.
  ///
  /// @param bytes contains the document; must not be changed or kept
  /// @param offset where the document starts
  /// @param length how many bytes it has, not more than the limit of the set of codecs
  /// @return the value, or what is wrong with the document; offsets count from the start of the
  ///   document
  Decoded<@Nullable Object> decode(byte[] bytes, int offset, int length);
}
