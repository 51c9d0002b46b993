package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import org.jspecify.annotations.Nullable;

/// The text of a value whose stand-in has a text form.
record KeyConverter(MappedModel model, Converter<Object> target) implements Converter<Object> {

  /// Gives the converter of a mapped type; null if its stand-in has no text form.
  @SuppressWarnings("unchecked") // the converter belongs to the class of the stand-in
  static @Nullable Converter<?> of(MappedModel model) {
    var target =
        switch (model.target().model()) {
          case SimpleModel simple -> simple.converter();
          case EnumModel constants -> constants.converter();
          case MappedModel mapped -> of(mapped);
          default -> null;
        };
    return target == null ? null : new KeyConverter(model, (Converter<Object>) target);
  }

  @Override
  public Object parse(String text) {
    var standIn = target.parse(text);
    try {
      return model.fromTarget().apply(standIn);
    } catch (RuntimeException refused) {
      throw new IllegalArgumentException("The value was refused.", refused);
    }
  }

  @Override
  public String format(Object value) {
    var standIn = model.toTarget().apply(value);
    if (standIn == null) {
      throw new IllegalArgumentException("A map has a key whose stand-in is null.");
    }
    return target.format(standIn);
  }

  @Override
  public String expected() {
    return target.expected();
  }
}
