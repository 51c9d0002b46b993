package dev.lodestar.benchmarks.json;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONException;
import java.util.Objects;

/// fastjson2 with its static methods, which keep what they generate.
final class FastjsonBinding implements Binding {
  private final Class<?> type;
  private final boolean list;

  FastjsonBinding(Class<?> type, boolean list) {
    this.type = type;
    this.list = list;
  }

  @Override
  public byte[] encode(Object value) {
    return JSON.toJSONBytes(value);
  }

  @Override
  public Object decode(byte[] document) {
    return Objects.requireNonNull(
        list ? JSON.parseArray(document, type) : JSON.parseObject(document, type));
  }

  @Override
  public Object refuse(byte[] document) {
    try {
      decode(document);
    } catch (JSONException refusal) {
      return refusal;
    }
    throw new IllegalStateException("The document was accepted.");
  }
}
