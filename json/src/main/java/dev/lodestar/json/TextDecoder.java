package dev.lodestar.json;

import dev.lodestar.convert.Converter;
import org.jspecify.annotations.Nullable;

/// Reads a text, and turns it into a value with a converter unless a text is what is wanted.
final class TextDecoder implements Decoder {
  private final @Nullable Converter<?> converter;
  private final String expected;

  TextDecoder(@Nullable Converter<?> converter) {
    this.converter = converter;
    this.expected = converter == null ? "a text" : converter.expected();
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (in.peek() != '"') {
      return refuse(in, "type");
    }
    int where = in.position();
    var text = in.string();
    if (converter == null || in.malformed()) {
      return text;
    }
    try {
      return converter.parse(text);
    } catch (IllegalArgumentException refused) {
      in.problems().mismatch("format", expected, where);
      return null;
    }
  }
}
