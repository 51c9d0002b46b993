package dev.lodestar.bind;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the value of a parameter is made from texts: one simple value or several of them, and
/// whether the result is wrapped in an optional.
///
/// @param use the type of the parameter, as declared
/// @param elementType the class of the value, or of each of several
/// @param converter reads the value, or each of several
/// @param collection makes the collection of several; `null` for one value
record ValueShape(
    TypeUse use, Class<?> elementType, Converter<?> converter, @Nullable ListModel collection) {

  /// The shape of a type; nothing if it is not made of simple values.
  static Optional<ValueShape> of(TypeUse use) {
    var model = OptionalModel.inside(use.model());
    if (model instanceof ListModel list) {
      var converter = converterOf(list.element().model());
      return converter == null
          ? Optional.empty()
          : Optional.of(new ValueShape(use, list.element().model().rawClass(), converter, list));
    }
    var converter = converterOf(model);
    return converter == null
        ? Optional.empty()
        : Optional.of(new ValueShape(use, model.rawClass(), converter, null));
  }

  private static @Nullable Converter<?> converterOf(TypeModel model) {
    if (model instanceof SimpleModel simple) {
      return simple.converter();
    }
    return model instanceof EnumModel constants ? constants.converter() : null;
  }

  boolean takesSeveral() {
    return collection != null;
  }

  /// Makes the collection of converted elements.
  Object gather(ArrayList<@Nullable Object> elements) {
    return collection == null ? elements : collection.create(elements);
  }

  /// Tells whether a missing value is an error of the client.
  boolean isRequired() {
    return use.required();
  }

  /// What a missing value stands for: the default, an empty optional, or `null`.
  @Nullable Object absent() {
    return use.absentValue();
  }

  /// Wraps a value as the type wants it.
  Object wrap(Object value) {
    return use.model() instanceof OptionalModel optional ? optional.of(value) : value;
  }
}
