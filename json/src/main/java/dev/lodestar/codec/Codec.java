package dev.lodestar.codec;

import dev.lodestar.model.ModelException;
import dev.lodestar.model.TypeUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type as documents of one format.
///
/// Instances are immutable and safe for use by many threads. Made by sets of codecs, such as `Json`
/// and `MessagePack`; not to be implemented elsewhere.
///
/// @param <T> the type of the values
public interface Codec<T extends @Nullable Object> {

  /// The description of the type that is written and read.
  ///
  /// @return the type where it is used
  TypeUse use();

  /// The limits for documents.
  ///
  /// @return the limits
  DocumentLimits limits();

  /// Writes a value.
  ///
  /// @param value the value
  /// @return the document, a new array of its exact length
  /// @throws EncodeException if the value cannot be written
  byte[] encode(T value);

  /// Writes a value to the end of a buffer.
  ///
  /// @param value the value
  /// @param out takes the document; unchanged if the value cannot be written
  /// @throws EncodeException if the value cannot be written
  void encode(T value, DocumentBuffer out);

  /// Reads a document. Constraints are checked on the way.
  ///
  /// @param document the document
  /// @return the value, or everything that is wrong with the document
  /// @throws ModelException at the first call if values of the type cannot be made; see
  ///   [#prepareDecoding()]
  default Decoded<T> decode(byte[] document) {
    return decode(document, 0, document.length);
  }

  /// Reads a document that is part of an array.
  ///
  /// @param bytes contains the document; not changed, and not kept
  /// @param offset where the document starts
  /// @param length how many bytes it has
  /// @return the value, or everything that is wrong with the document; offsets in it count from the
  ///   start of the document
  /// @throws IndexOutOfBoundsException if the document is not within the array
  /// @throws ModelException at the first call if values of the type cannot be made
  Decoded<T> decode(byte[] bytes, int offset, int length);

  /// Reads the remaining bytes of a buffer as a document.
  ///
  /// @param document the document; its position is moved to its limit
  /// @return the value, or everything that is wrong with the document
  /// @throws ModelException at the first call if values of the type cannot be made
  default Decoded<T> decode(ByteBuffer document) {
    int length = document.remaining();
    if (document.hasArray()) {
      int offset = document.arrayOffset() + document.position();
      document.position(document.limit());
      return decode(document.array(), offset, length);
    }
    // Of a document that is too long, no more is copied than what shows it.
    int most = limits().documentSize();
    var bytes = new byte[length > most ? most + 1 : length];
    document.get(bytes);
    document.position(document.limit());
    return decode(bytes);
  }

  /// Reads a stream to its end as a document, but no more than one byte beyond the greatest
  /// document size. Does not close it.
  ///
  /// @param document the document
  /// @return the value, or everything that is wrong with the document
  /// @throws IOException if the stream fails
  /// @throws ModelException at the first call if values of the type cannot be made
  default Decoded<T> decode(InputStream document) throws IOException {
    int most = limits().documentSize();
    return decode(document.readNBytes(most == Integer.MAX_VALUE ? most : most + 1));
  }

  /// Prepares decoding, which otherwise happens at the first document, so that a type that can only
  /// be written is found while the application starts.
  ///
  /// @return this codec
  /// @throws ModelException if values of the type cannot be made, or a constraint does not fit; it
  ///   lists every problem
  Codec<T> prepareDecoding();

  /// Reads a document in part: only the fields that it has. Constraints of these are checked on the
  /// way; those on the object as a whole when it is complete, see [Partial].
  ///
  /// A missing field is a problem if it is required, unless the type is
  /// [dev.lodestar.model.Projection#partial()].
  ///
  /// @param document the document
  /// @return the fields, or everything that is wrong with the document
  /// @throws ModelException at the first call if the type is no object; see
  ///   [#preparePartialDecoding()]
  default Decoded<Partial<T>> decodePartial(byte[] document) {
    return decodePartial(document, 0, document.length);
  }

  /// Reads a document in part that is part of an array, see [#decodePartial(byte[])].
  ///
  /// @param bytes contains the document; not changed, and not kept
  /// @param offset where the document starts
  /// @param length how many bytes it has
  /// @return the fields, or everything that is wrong with the document
  /// @throws IndexOutOfBoundsException if the document is not within the array
  /// @throws ModelException at the first call if the type is no object
  Decoded<Partial<T>> decodePartial(byte[] bytes, int offset, int length);

  /// Prepares partial decoding, which otherwise happens at the first document.
  ///
  /// @return this codec
  /// @throws ModelException if the type is no object or is left to another library, or a constraint
  ///   does not fit; it lists every problem
  Codec<T> preparePartialDecoding();
}
