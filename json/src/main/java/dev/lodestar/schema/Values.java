package dev.lodestar.schema;

import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.SimpleKind;
import dev.lodestar.model.TypeModel.SimpleModel;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of Java as they stand in documents, for defaults: simple values and lists of these.
final class Values {
  private Values() {}

  static @Nullable Object tree(TypeModel model, Object value) {
    if (model instanceof SimpleModel simple) {
      boolean text = simple.kind() == SimpleKind.TEXT;
      return text ? text(simple.converter(), value) : Trees.copy(value);
    }
    if (model instanceof EnumModel constants) {
      var text = text(constants.converter(), value);
      return constants.isNumeric() ? (Object) Long.parseLong(text) : text;
    }
    return model instanceof ListModel list ? list(list, value) : null;
  }

  @SuppressWarnings("unchecked") // the converter belongs to the class of the value
  private static String text(Converter<?> converter, Object value) {
    return ((Converter<Object>) converter).format(value);
  }

  private static List<@Nullable Object> list(ListModel model, Object value) {
    var elements = new ArrayList<@Nullable Object>();
    var inside = model.element().model();
    if (value instanceof Iterable<?> each) {
      for (var element : each) {
        elements.add(tree(inside, element));
      }
    } else {
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(tree(inside, Array.get(value, i)));
      }
    }
    return elements;
  }
}
