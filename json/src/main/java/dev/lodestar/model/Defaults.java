package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns the texts of a [Default] annotation into a value of the type.
final class Defaults {
  private final Modeler modeler;
  private final Place place;

  Defaults(Modeler modeler, Place place) {
    this.modeler = modeler;
    this.place = place;
  }

  @Nullable Supplier<Object> supplier(TypeModel model, String[] texts) {
    if (model instanceof ListModel list) {
      return elements(list, texts);
    }
    var converter = converterOf(model);
    if (converter != null) {
      return single(converter, texts);
    }
    modeler.problem(
        place,
        "@Default does not fit " + model.rawClass().getSimpleName() + ".",
        "Use it on a simple type, an enum or a collection of these.");
    return null;
  }

  /// No pattern switch: starts pass here, and its first use takes milliseconds.
  private static @Nullable Converter<?> converterOf(TypeModel model) {
    if (model instanceof SimpleModel simple) {
      return simple.converter();
    }
    return model instanceof EnumModel constants ? constants.converter() : null;
  }

  private @Nullable Supplier<Object> single(Converter<?> converter, String[] texts) {
    if (texts.length != 1) {
      modeler.problem(
          place,
          "@Default has " + texts.length + " texts, but the type takes exactly one.",
          "Write one text.");
      return null;
    }
    var value = parse(converter, texts[0]);
    return value == null ? null : () -> value;
  }

  private @Nullable Supplier<Object> elements(ListModel list, String[] texts) {
    var converter = converterOf(list.element().model());
    if (converter == null && texts.length > 0) {
      modeler.problem(
          place,
          "@Default cannot give elements of a type without a text form.",
          "Write @Default({}) for an empty collection.");
      return null;
    }
    var values = new ArrayList<Object>();
    for (var text : texts) {
      var value = converter == null ? null : parse(converter, text);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    var elements = List.copyOf(values);
    return () -> list.create(new ArrayList<>(elements));
  }

  private @Nullable Object parse(Converter<?> converter, String text) {
    try {
      return converter.parse(text);
    } catch (IllegalArgumentException refused) {
      modeler.problem(
          place,
          "@Default(\"" + text + "\") is not " + converter.expected() + ".",
          "Write a text that the type accepts.");
      return null;
    }
  }
}
