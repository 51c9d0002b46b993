package dev.lodestar.json;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.codec.Partial;
import dev.lodestar.compile.CompiledType;
import dev.lodestar.compile.Spares;
import dev.lodestar.format.JsonInput;
import dev.lodestar.format.JsonOutput;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeUse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
public final class JsonCodec<T extends @Nullable Object> implements Codec<T> {
  private final CompiledType<T> compiled;
  private final DocumentLimits limits;
  private final boolean pretty;
  private final @Nullable Delegate delegate;
  private final Spares<JsonInput> inputs;
  private final Spares<JsonOutput> outputs;

  JsonCodec(
      CompiledType<T> compiled,
      DocumentLimits limits,
      boolean pretty,
      @Nullable Delegate delegate,
      Spares<JsonInput> inputs,
      Spares<JsonOutput> outputs) {
    this.compiled = compiled;
    this.limits = limits;
    this.pretty = pretty;
    this.delegate = delegate;
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
    if (pretty || delegate != null) {
      var out = new DocumentBuffer();
      encode(value, out);
      return out.toByteArray();
    }
    var output = output();
    var document = compiled.write(value, output);
    outputs.giveBack(output, output.array().length);
    return document;
  }

  /// Writes a value as a text, for what takes texts only. Documents for networks and files are
  /// better left in bytes.
  ///
  /// @param value the value
  /// @return the document
  /// @throws EncodeException if the value cannot be written
  public String encodeToString(T value) {
    return new String(encode(value), StandardCharsets.UTF_8);
  }

  @Override
  public void encode(T value, DocumentBuffer out) {
    if (delegate != null) {
      delegate.encode(value, out);
      return;
    }
    int start = out.length();
    var output = output();
    compiled.write(value, output, out);
    outputs.giveBack(output, output.array().length);
    if (pretty) {
      JsonIndent.indent(out, start);
    }
  }

  private JsonOutput output() {
    int size = compiled.likelySize();
    var found = outputs.take(size);
    return found == null ? new JsonOutput(size, limits.depth()) : found;
  }

  @Override
  public Decoded<T> decode(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return CompiledType.tooLarge(limits, 1);
    }
    if (delegate != null) {
      @SuppressWarnings({"unchecked", "NullAway"}) // the backend made its codec for T
      var result = (Decoded<T>) delegate.decode(bytes, offset, length);
      return result;
    }
    var in = input(bytes, offset, length);
    var result = compiled.read(in);
    giveBack(in);
    return result;
  }

  /// Reads a document that is a text. Limits and offsets count the bytes that it has in UTF-8.
  ///
  /// @param document the document
  /// @return the value, or everything that is wrong with the document
  /// @throws ModelException at the first call if values of the type cannot be made; see
  ///   [#prepareDecoding()]
  public Decoded<T> decode(String document) {
    return document.length() > limits.documentSize()
        ? CompiledType.tooLarge(limits, 1)
        : decode(TextDocument.bytes(document));
  }

  /// Reads a document in part that is a text, see [#decodePartial(byte[])].
  ///
  /// @param document the document
  /// @return the fields, or everything that is wrong with the document
  /// @throws ModelException at the first call if the type is no object
  public Decoded<Partial<T>> decodePartial(String document) {
    return document.length() > limits.documentSize()
        ? CompiledType.tooLarge(limits, 1)
        : decodePartial(TextDocument.bytes(document));
  }

  private JsonInput input(byte[] bytes, int offset, int length) {
    var found = inputs.take(0);
    var in = found == null ? new JsonInput(limits) : found;
    in.open(bytes, offset, offset + length);
    return in;
  }

  private void giveBack(JsonInput in) {
    in.close();
    inputs.giveBack(in, 0);
  }

  @Override
  public JsonCodec<T> prepareDecoding() {
    if (delegate == null) {
      compiled.prepare();
    }
    return this;
  }

  @Override
  public Decoded<Partial<T>> decodePartial(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.documentSize()) {
      return CompiledType.tooLarge(limits, 1);
    }
    mustNotBeDelegated();
    var in = input(bytes, offset, length);
    var result = compiled.readPart(in);
    giveBack(in);
    return result;
  }

  @Override
  public JsonCodec<T> preparePartialDecoding() {
    mustNotBeDelegated();
    compiled.preparePart();
    return this;
  }

  private void mustNotBeDelegated() {
    if (delegate != null) {
      throw new ModelException(
          List.of(
              new ModelProblem(
                  use().path(),
                  "The type is left to another library, which reads whole values.",
                  "Exempt it from the backend.")));
    }
  }
}
