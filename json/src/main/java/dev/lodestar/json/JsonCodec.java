package dev.lodestar.json;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.codec.Partial;
import dev.lodestar.decode.Decoders;
import dev.lodestar.decode.Slot;
import dev.lodestar.encode.Encoder;
import dev.lodestar.format.JsonInput;
import dev.lodestar.format.JsonOutput;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type as JSON in UTF-8. Made by [Json].
///
/// How types appear: objects in the order of their fields, names as [dev.lodestar.model.Models]
/// gives them; numbers as numbers, also `BigDecimal` and `BigInteger`; `byte[]` as Base64 text;
/// everything else that is simple as its text (see [dev.lodestar.convert.Converters]). An empty
/// `Optional` field is left out, and is `null` inside of a list or map; other null values are
/// written as `null`.
///
/// What is read as `Object` becomes `String`, `Boolean`, null, an unmodifiable `List`, an
/// unmodifiable `Map` in the document's order, and for numbers a `Long` if it is an integer that
/// fits, otherwise a `BigInteger`, and a `BigDecimal` if it has a fraction or an exponent.
///
/// Instances are immutable and safe for use by many threads.
///
/// @param <T> the type of the values
public final class JsonCodec<T extends @Nullable Object> {
  private static final int SPARE = 32;
  private static final int MAX_LIKELY_SIZE = 1_000_000;

  /// From this size on, memory is kept for the next document: making it anew costs more.
  private static final int KEPT_SIZE = 4_096;

  private final TypeUse use;
  private final DocumentLimits limits;
  private final boolean pretty;
  private final Encoder encoder;
  private final Decoders decoders;
  private final @Nullable Delegate delegate;
  private volatile @Nullable Slot slot;
  private volatile @Nullable Slot partialSlot;

  // A guess from the last document; any value is right, so threads need not agree on it.
  private int likelySize = 512;

  // Memory that no document uses now.
  private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

  JsonCodec(
      TypeUse use,
      DocumentLimits limits,
      boolean pretty,
      Encoder encoder,
      Decoders decoders,
      @Nullable Delegate delegate) {
    this.use = use;
    this.limits = limits;
    this.pretty = pretty;
    this.encoder = encoder;
    this.decoders = decoders;
    this.delegate = delegate;
  }

  /// The description of the type that is written and read.
  ///
  /// @return the type where it is used
  public TypeUse use() {
    return use;
  }

  /// Writes a value.
  ///
  /// @param value the value
  /// @return the document, a new array of its exact length
  /// @throws EncodeException if the value cannot be written
  public byte[] encode(T value) {
    int likely = likelySize;
    var kept = likely < KEPT_SIZE ? null : spare.getAndSet(null);
    var out = kept == null ? new DocumentBuffer(likely) : DocumentBuffer.over(kept);
    encode(value, out);
    int length = out.length();
    likelySize = Math.min(length + length / 8 + SPARE, MAX_LIKELY_SIZE);
    var document = out.toByteArray();
    int capacity = out.array().length;
    if (capacity >= KEPT_SIZE && capacity <= 2 * MAX_LIKELY_SIZE) {
      spare.lazySet(out.array());
    }
    return document;
  }

  /// Writes a value to the end of a buffer.
  ///
  /// @param value the value
  /// @param out takes the document; unchanged if the value cannot be written
  /// @throws EncodeException if the value cannot be written
  public void encode(T value, DocumentBuffer out) {
    if (delegate != null) {
      delegate.encode(value, out);
      return;
    }
    int start = out.length();
    var output = new JsonOutput(out.array(), start, limits.depth());
    write(value, output, start);
    out.replace(output.array(), output.length());
    if (pretty) {
      JsonIndent.indent(out, start);
    }
  }

  private void write(T value, JsonOutput output, int start) {
    try {
      encoder.writeNullable(output, value);
    } catch (EncodeException failure) {
      throw failure.at(output.pointer(start));
    }
  }

  /// Reads a document. Constraints are checked on the way.
  ///
  /// @param document the document in UTF-8, without byte order mark
  /// @return the value, or everything that is wrong with the document
  /// @throws ModelException at the first call if values of the type cannot be made; see
  ///   [#prepareDecoding()]
  public Decoded<T> decode(byte[] document) {
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
  public Decoded<T> decode(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return tooLarge();
    }
    if (delegate != null) {
      @SuppressWarnings({"unchecked", "NullAway"}) // the backend made its codec for T
      var result = (Decoded<T>) delegate.decode(bytes, offset, length);
      return result;
    }
    var root = slot();
    var in = new JsonInput(bytes, offset, offset + length, limits);
    var value = root.read(in);
    in.expectEnd();
    return in.count() == 0 ? valid(value) : in.refusal();
  }

  /// Reads the remaining bytes of a buffer as a document.
  ///
  /// @param document the document; its position is moved to its limit
  /// @return the value, or everything that is wrong with the document
  /// @throws ModelException at the first call if values of the type cannot be made
  public Decoded<T> decode(ByteBuffer document) {
    int length = document.remaining();
    if (document.hasArray()) {
      int offset = document.arrayOffset() + document.position();
      document.position(document.limit());
      return decode(document.array(), offset, length);
    }
    if (length > limits.documentSize()) {
      document.position(document.limit());
      return tooLarge();
    }
    var bytes = new byte[length];
    document.get(bytes);
    return decode(bytes);
  }

  /// Reads a stream to its end as a document, but no more than one byte beyond the greatest
  /// document size. Does not close it.
  ///
  /// @param document the document
  /// @return the value, or everything that is wrong with the document
  /// @throws IOException if the stream fails
  /// @throws ModelException at the first call if values of the type cannot be made
  public Decoded<T> decode(InputStream document) throws IOException {
    int most = limits.documentSize();
    return decode(document.readNBytes(most == Integer.MAX_VALUE ? most : most + 1));
  }

  /// Prepares decoding, which otherwise happens at the first document, so that a type that can only
  /// be written is found while the application starts.
  ///
  /// @return this codec
  /// @throws ModelException if values of the type cannot be made, or a constraint does not fit; it
  ///   lists every problem
  public JsonCodec<T> prepareDecoding() {
    if (delegate == null) {
      slot();
    }
    return this;
  }

  /// Reads a document in part: only the fields that it has. Constraints of these are checked on the
  /// way; those on the object as a whole when it is complete, see [Partial].
  ///
  /// A missing field is a problem if it is required, unless the type is
  /// [dev.lodestar.model.Projection#partial()].
  ///
  /// @param document the document in UTF-8, without byte order mark
  /// @return the fields, or everything that is wrong with the document
  /// @throws ModelException at the first call if the type is no object; see
  ///   [#preparePartialDecoding()]
  public Decoded<Partial<T>> decodePartial(byte[] document) {
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
  public Decoded<Partial<T>> decodePartial(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return tooLarge();
    }
    var root = partialSlot();
    var in = new JsonInput(bytes, offset, offset + length, limits);
    @SuppressWarnings("unchecked") // what the slot reads is a part of T, or null
    var part = (@Nullable Partial<T>) root.read(in);
    in.expectEnd();
    return part == null || in.count() != 0 ? in.refusal() : new Decoded.Valid<>(part);
  }

  /// Prepares partial decoding, which otherwise happens at the first document.
  ///
  /// @return this codec
  /// @throws ModelException if the type is no object or is left to another library, or a constraint
  ///   does not fit; it lists every problem
  public JsonCodec<T> preparePartialDecoding() {
    partialSlot();
    return this;
  }

  private Slot partialSlot() {
    var ready = partialSlot;
    if (ready == null) {
      if (delegate != null) {
        throw new ModelException(
            List.of(
                new ModelProblem(
                    use.path(),
                    "The type is left to another library, which reads whole values.",
                    "Exempt it from the backend.")));
      }
      ready = decoders.partialRoot(use);
      partialSlot = ready;
    }
    return ready;
  }

  private Slot slot() {
    var ready = slot;
    if (ready == null) {
      ready = decoders.root(use);
      slot = ready;
    }
    return ready;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the codec was made for T, which decides about null
  private Decoded<T> valid(@Nullable Object value) {
    return new Decoded.Valid<>((T) value);
  }

  private <R extends @Nullable Object> Decoded<R> tooLarge() {
    return new Decoded.Malformed<>(
        "The document is longer than " + limits.documentSize() + " bytes.", 0, 1, 1);
  }
}
