package dev.lodestar.bind;

import dev.lodestar.convert.Converter;

/// Reads a `boolean` in a form, where browsers send `on` for a box that is checked and has no value
/// of its own.
record Checkbox<T>(Converter<T> converter) implements Converter<T> {

  @Override
  public T parse(String text) {
    return converter.parse(text.equals("on") ? "true" : text);
  }

  @Override
  public String format(T value) {
    return converter.format(value);
  }

  @Override
  public String expected() {
    return "true, false or on";
  }
}
