package dev.lodestar.messagepack;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.Partial;
import dev.lodestar.compile.CompiledType;
import dev.lodestar.compile.Spares;
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
  private final Spares<MessagePackInput> inputs;
  private final Spares<MessagePackOutput> outputs;

  MessagePackCodec(
      CompiledType<T> compiled,
      DocumentLimits limits,
      Spares<MessagePackInput> inputs,
      Spares<MessagePackOutput> outputs) {
    this.compiled = compiled;
    this.limits = limits;
    this.inputs = inputs;
    this.outputs = outputs;
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
    outputs.giveBack(output, output.array().length);
    return document;
  }

  @Override
  public void encode(T value, DocumentBuffer out) {
    var output = output();
    compiled.write(value, output, out);
    outputs.giveBack(output, output.array().length);
  }

  private MessagePackOutput output() {
    int size = compiled.likelySize();
    var found = outputs.take(size);
    return found == null ? new MessagePackOutput(size, limits.depth()) : found;
  }

  @Override
  public Decoded<T> decode(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return CompiledType.tooLarge(limits, 0);
    }
    var in = input(bytes, offset, length);
    var result = compiled.read(in);
    giveBack(in);
    return result;
  }

  private MessagePackInput input(byte[] bytes, int offset, int length) {
    var found = inputs.take(0);
    var in = found == null ? new MessagePackInput(limits) : found;
    in.open(bytes, offset, offset + length);
    return in;
  }

  private void giveBack(MessagePackInput in) {
    in.close();
    inputs.giveBack(in, 0);
  }

  @Override
  public MessagePackCodec<T> prepareDecoding() {
    compiled.prepare();
    return this;
  }

  @Override
  public Decoded<Partial<T>> decodePartial(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return CompiledType.tooLarge(limits, 0);
    }
    var in = input(bytes, offset, length);
    var result = compiled.readPart(in);
    giveBack(in);
    return result;
  }

  @Override
  public MessagePackCodec<T> preparePartialDecoding() {
    compiled.preparePart();
    return this;
  }
}
