package dev.lodestar.compile;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.codec.Partial;
import dev.lodestar.decode.Decoders;
import dev.lodestar.decode.Slot;
import dev.lodestar.encode.Encoder;
import dev.lodestar.format.Input;
import dev.lodestar.format.Output;
import dev.lodestar.model.TypeUse;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads and writes documents of one type through inputs and outputs of one format. These are made
/// by the caller, where the just-in-time compiler sees their class.
///
/// @param <T> the type of the values
public final class CompiledType<T extends @Nullable Object> {
  private static final int SPARE = 32;
  private static final int MAX_LIKELY_SIZE = 1_000_000;

  /// From this size on, memory is kept for the next document: making it anew costs more.
  private static final int KEPT_SIZE = 4_096;

  private final TypeUse use;
  private final Encoder encoder;
  private final Decoders decoders;
  private volatile @Nullable Slot slot;
  private volatile @Nullable Slot partialSlot;

  // A guess from the last document; any value is right, so threads need not agree on it.
  private int likelySize = 512;

  // Memory that no document uses now.
  private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

  CompiledType(TypeUse use, Encoder encoder, Decoders decoders) {
    this.use = use;
    this.encoder = encoder;
    this.decoders = decoders;
  }

  /// The type.
  public TypeUse use() {
    return use;
  }

  /// Writes a value to the output, then the output's array into the buffer.
  ///
  /// @param output continues the array of the buffer
  public void write(T value, Output output, DocumentBuffer out) {
    try {
      encoder.writeNullable(output, value);
    } catch (EncodeException failure) {
      throw failure.at(output.pointer(out.length()));
    }
    out.replace(output.array(), output.length());
  }

  /// A buffer with room for a document like the last one.
  public DocumentBuffer likelyBuffer() {
    int likely = likelySize;
    var kept = likely < KEPT_SIZE ? null : spare.getAndSet(null);
    return kept == null ? new DocumentBuffer(likely) : DocumentBuffer.over(kept);
  }

  /// Takes a document out of a [#likelyBuffer()], which must not be used afterwards.
  public byte[] taken(DocumentBuffer out) {
    int length = out.length();
    likelySize = Math.min(length + length / 8 + SPARE, MAX_LIKELY_SIZE);
    var document = out.toByteArray();
    int capacity = out.array().length;
    if (capacity >= KEPT_SIZE && capacity <= 2 * MAX_LIKELY_SIZE) {
      spare.lazySet(out.array());
    }
    return document;
  }

  /// Reads the document of an input.
  public Decoded<T> read(Input in) {
    var value = slot().read(in);
    in.expectEnd();
    return in.count() == 0 ? valid(value) : in.refusal();
  }

  /// Reads the document of an input in part.
  public Decoded<Partial<T>> readPart(Input in) {
    @SuppressWarnings("unchecked") // what the slot reads is a part of T, or null
    var part = (@Nullable Partial<T>) partialSlot().read(in);
    in.expectEnd();
    return part == null || in.count() != 0 ? in.refusal() : new Decoded.Valid<>(part);
  }

  /// Prepares reading.
  public void prepare() {
    slot();
  }

  /// Prepares reading in part.
  public void preparePart() {
    partialSlot();
  }

  private Slot slot() {
    var ready = slot;
    if (ready == null) {
      ready = decoders.root(use);
      slot = ready;
    }
    return ready;
  }

  private Slot partialSlot() {
    var ready = partialSlot;
    if (ready == null) {
      ready = decoders.partialRoot(use);
      partialSlot = ready;
    }
    return ready;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // compiled for T, which decides about null
  private Decoded<T> valid(@Nullable Object value) {
    return new Decoded.Valid<>((T) value);
  }

  /// What is said about a document beyond the limit.
  public static <R extends @Nullable Object> Decoded<R> tooLarge(DocumentLimits limits, int line) {
    return new Decoded.Malformed<>(
        "The document is longer than " + limits.documentSize() + " bytes.", 0, line, line);
  }
}
