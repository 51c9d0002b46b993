package dev.lodestar.convert;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A converter made of a parser that answers null for a text it refuses, and a formatter.
record SimpleConverter<T>(Parser<T> parser, Function<T, String> formatter, String expected)
    implements Converter<T> {

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
    return formatter.apply(value);
  }
}
