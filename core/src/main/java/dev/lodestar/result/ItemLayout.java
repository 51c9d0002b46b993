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
  String start();

  /// What stands after the last item.
  String end();

  /// Writes one item, with what separates it from the one before.
  void write(@Nullable Object item, boolean first, DocumentBuffer out);

  /// Whether each item is sent at once.
  boolean flushesItems();

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
      if (item == null) {
        append("null", out);
      } else {
        codec.encode(item, out);
      }
    }
  }

  /// A JSON document on each line.
  record Lines(JsonCodec<Object> codec) implements ItemLayout {
    @Override
    public String start() {
      return "";
    }

    @Override
    public String end() {
      return "";
    }

    @Override
    public boolean flushesItems() {
      return true;
    }

    @Override
    public void write(@Nullable Object item, boolean first, DocumentBuffer out) {
      if (item == null) {
        append("null", out);
      } else {
        codec.encode(item, out);
      }
      append("\n", out);
    }
  }

  /// Texts or bytes one after the other, as they are.
  record Plain(Charset charset) implements ItemLayout {
    @Override
    public String start() {
      return "";
    }

    @Override
    public String end() {
      return "";
    }

    @Override
    public boolean flushesItems() {
      return true;
    }

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
