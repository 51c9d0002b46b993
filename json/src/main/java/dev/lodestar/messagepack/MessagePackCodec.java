package dev.lodestar.messagepack;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.Partial;
import dev.lodestar.compile.CompiledType;
import dev.lodestar.compile.SpareOutputs;
import dev.lodestar.format.MessagePackInput;
import dev.lodestar.format.MessagePackOutput;
import dev.lodestar.model.TypeUse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type as MessagePack. Made by [MessagePack], which says how
/// types appear.
///
/// What is malformed has an offset; [Decoded.Malformed#line()] and [Decoded.Malformed#column()] are
/// 0.
///
/// Instances are immutable and safe for use by many threads.
///
/// @param <T> the type of the values
public final class MessagePackCodec<T extends @Nullable Object> implements Codec<T> {
  private final CompiledType<T> compiled;
  private final DocumentLimits limits;
  private final SpareOutputs<MessagePackOutput> spare;

  MessagePackCodec(
      CompiledType<T> compiled, DocumentLimits limits, SpareOutputs<MessagePackOutput> spare) {
    this.compiled = compiled;
    this.limits = limits;
    this.spare = spare;
  }

  @Override
  public TypeUse use() {
    return compiled.use();
  }

  @Override
  public DocumentLimits limits() {
    return limits;
  }

  @Override
  public byte[] encode(T value) {
    var output = output();
    var document = compiled.write(value, output);
    spare.giveBack(output);
    return document;
  }

  @Override
  public void encode(T value, DocumentBuffer out) {
    var output = output();
    compiled.write(value, output, out);
    spare.giveBack(output);
  }

  private MessagePackOutput output() {
    int size = compiled.likelySize();
    var found = spare.take(size);
    return found == null ? new MessagePackOutput(size, limits.depth()) : found;
  }

  @Override
  public Decoded<T> decode(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length > limits.documentSize()
        ? CompiledType.tooLarge(limits, 0)
        : compiled.read(new MessagePackInput(bytes, offset, offset + length, limits));
  }

  @Override
  public MessagePackCodec<T> prepareDecoding() {
    compiled.prepare();
    return this;
  }

  @Override
  public Decoded<Partial<T>> decodePartial(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length > limits.documentSize()
        ? CompiledType.tooLarge(limits, 0)
        : compiled.readPart(new MessagePackInput(bytes, offset, offset + length, limits));
  }

  @Override
  public MessagePackCodec<T> preparePartialDecoding() {
    compiled.preparePart();
    return this;
  }
}
