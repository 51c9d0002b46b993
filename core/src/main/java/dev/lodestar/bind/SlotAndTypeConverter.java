package dev.lodestar.bind;

import dev.lodestar.convert.Converter;

/// Accepts what both the slot of the path template and the type of the handler parameter accept:
/// `{id:int}` with `long id`.
final class SlotAndTypeConverter<T> implements Converter<T> {
  private final Converter<?> slot;
  private final Converter<T> type;

  SlotAndTypeConverter(Converter<?> slot, Converter<T> type) {
    this.slot = slot;
    this.type = type;
  }

  @Override
  public T parse(String text) {
    var _ = slot.parse(text);
    return type.parse(text);
  }

  @Override
  public String format(T value) {
    var text = type.format(value);
    var _ = slot.parse(text);
    return text;
  }

  @Override
  public String expected() {
    return slot.expected();
  }
}
