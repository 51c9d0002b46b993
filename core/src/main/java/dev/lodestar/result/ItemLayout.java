package dev.lodestar.result;

import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.json.JsonCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How the items of a sequence stand in its content.
sealed interface ItemLayout {

  /// What stands before the first item.
  default String start() {
    return "";
  }

  /// What stands after the last item.
  default String end() {
    return "";
  }

  /// Writes one item, with what separates it from the one before.
  void write(@Nullable Object item, boolean first, DocumentBuffer out);

  /// Whether each item is sent at once.
  default boolean flushesItems() {
    return true;
  }

  /// Appends bytes to a buffer.
  static void append(byte[] bytes, DocumentBuffer out) {
    var array = out.array();
    var length = out.length();
    if (array.length - length < bytes.length) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, length + bytes.length));
    }
    System.arraycopy(bytes, 0, array, length, bytes.length);
    out.replace(array, length + bytes.length);
  }

  /// Appends plain ASCII to a buffer.
  static void append(String text, DocumentBuffer out) {
    append(text.getBytes(StandardCharsets.US_ASCII), out);
  }

  /// Appends a document to a buffer.
  private static void appendJson(
      @Nullable Object item, JsonCodec<Object> codec, DocumentBuffer out) {
    if (item == null) {
      append("null", out);
    } else {
      codec.encode(item, out);
    }
  }

  /// The elements of one JSON array.
  record Array(JsonCodec<Object> codec) implements ItemLayout {
    @Override
    public String start() {
      return "[";
    }

    @Override
    public String end() {
      return "]";
    }

    @Override
    public boolean flushesItems() {
      return false;
    }

    @Override
    public void write(@Nullable Object item, boolean first, DocumentBuffer out) {
      if (!first) {
        append(",", out);
      }
      appendJson(item, codec, out);
    }
  }

  /// A JSON document on each line.
  record Lines(JsonCodec<Object> codec) implements ItemLayout {
    @Override
    public void write(@Nullable Object item, boolean first, DocumentBuffer out) {
      appendJson(item, codec, out);
      append("\n", out);
    }
  }

  /// Texts or bytes one after the other, as they are.
  record Plain(Charset charset) implements ItemLayout {
    @Override
    public void write(@Nullable Object item, boolean first, DocumentBuffer out) {
      if (item instanceof byte[] bytes) {
        append(bytes, out);
      } else if (item != null) {
        append(item.toString().getBytes(charset), out);
      }
    }
  }
}
