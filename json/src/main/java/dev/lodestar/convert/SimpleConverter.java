package dev.lodestar.convert;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A converter made of a parser that answers null for a text it refuses, and a formatter; without
/// one, the value's own text.
record SimpleConverter<T>(
    Parser<T> parser, @Nullable Function<T, String> formatter, String expected)
    implements Converter<T> {

  SimpleConverter(Parser<T> parser, String expected) {
    this(parser, null, expected);
  }

  interface Parser<T> {
    @Nullable T parse(String text);
  }

  @Override
  public T parse(String text) {
    var value = parser.parse(text);
    if (value == null) {
      throw new Refusal("The text is not " + expected + ".");
    }
    return value;
  }

  @Override
  public String format(T value) {
    return formatter == null ? value.toString() : formatter.apply(value);
  }
}
