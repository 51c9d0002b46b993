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
import org.jspecify.annotations.Nullable;

/// Reads and writes documents of one type through inputs and outputs of one format. These are made
/// by the caller, where the just-in-time compiler sees their class.
///
/// @param <T> the type of the values
public final class CompiledType<T extends @Nullable Object> {
  private static final int SPARE = 32;
  private static final int MAX_LIKELY_SIZE = 1_000_000;

  private final TypeUse use;
  private final Encoder encoder;
  private final Decoders decoders;
  private volatile @Nullable Slot slot;
  private volatile @Nullable Slot partialSlot;

  // A guess from the last document; any value is right, so threads need not agree on it.
  private int likelySize = 512;

  CompiledType(TypeUse use, Encoder encoder, Decoders decoders) {
    this.use = use;
    this.encoder = encoder;
    this.decoders = decoders;
  }

  /// The type.
  public TypeUse use() {
    return use;
  }

  /// How long the next document probably becomes.
  public int likelySize() {
    return likelySize;
  }

  /// Writes a value to the output and answers the document.
  ///
  /// @param output is empty, and so it is afterwards
  public byte[] write(T value, Output output) {
    write(value, output, 0);
    int length = output.length();
    likelySize = Math.min(length + length / 8 + SPARE, MAX_LIKELY_SIZE);
    var document = output.toByteArray();
    output.clear();
    return document;
  }

  /// Writes a value to the end of a buffer.
  ///
  /// @param output is empty; afterwards it is so again, and has its own array
  public void write(T value, Output output, DocumentBuffer out) {
    var own = output.array();
    output.use(out.array(), out.length());
    write(value, output, out.length());
    out.replace(output.array(), output.length());
    output.use(own, 0);
  }

  private void write(T value, Output output, int start) {
    try {
      encoder.writeNullable(output, value);
    } catch (EncodeException failure) {
      throw failure.at(output.pointer(start));
    }
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
