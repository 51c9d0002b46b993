package dev.lodestar.benchmarks.json;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/// avaje-jsonb with the adapters that its annotation processor generated.
final class AvajeBinding implements Binding {
  private final JsonType<Object> json;

  AvajeBinding(Class<?> type, boolean list) {
    var element = Jsonb.builder().build().type(type);
    @SuppressWarnings("unchecked") // only ever given values of its type
    var bound = (JsonType<Object>) (list ? element.list() : element);
    this.json = bound;
  }

  @Override
  public byte[] encode(Object value) {
    return json.toJsonBytes(value);
  }

  @Override
  public Object decode(byte[] document) {
    return json.fromJson(document);
  }

  @Override
  public Object refuse(byte[] document) {
    try {
      json.fromJson(document);
    } catch (JsonException refusal) {
      return refusal;
    }
    throw new IllegalStateException("The document was accepted.");
  }
}
