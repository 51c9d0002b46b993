package dev.lodestar.benchmarks.json;

import dev.lodestar.codec.Decoded;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lodestar's own codecs. A refused document is a result, not an exception.
final class LodestarBinding implements Binding {
  private final JsonCodec<Object> codec;

  LodestarBinding(Class<?> type, boolean list) {
    @SuppressWarnings("unchecked") // only ever given values of its type
    var made = (JsonCodec<Object>) Json.standard().codec(list ? new ListOf(type) : type);
    this.codec = made.prepareDecoding();
  }

  @Override
  public byte[] encode(Object value) {
    return codec.encode(value);
  }

  @Override
  public Object decode(byte[] document) {
    return codec.decode(document).orThrow();
  }

  @Override
  public Object refuse(byte[] document) {
    var result = codec.decode(document);
    if (result instanceof Decoded.Valid<?>) {
      throw new IllegalStateException("The document was accepted.");
    }
    return result;
  }

  /// The type `List<element>`.
  private record ListOf(Class<?> element) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {element};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }
}
