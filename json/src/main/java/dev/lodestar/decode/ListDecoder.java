package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.ListModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads lists, sets and arrays.
///
/// @param plain whether the result is an unmodifiable list
/// @param quadratic whether making the collection may take quadratic time, when an attacker chooses
///   elements that have the same hash code and cannot be compared
record ListDecoder(ListModel model, Slot element, boolean plain, boolean quadratic)
    implements Decoder {

  static ListDecoder of(ListModel model, Slot element) {
    boolean plain = model.rawClass().isInterface() && model.rawClass().isAssignableFrom(List.class);
    boolean hashed = Set.class.isAssignableFrom(model.rawClass());
    boolean quadratic = hashed && !isComparable(model.element().model().rawClass());
    return new ListDecoder(model, element, plain, quadratic);
  }

  static boolean isComparable(Class<?> type) {
    return type.isPrimitive() || Comparable.class.isAssignableFrom(type);
  }

  @Override
  public String expected() {
    return "an array";
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    int state = in.enterArray("an array");
    if (state < 0) {
      return null;
    }
    var elements = new ArrayList<@Nullable Object>(state == 0 ? 0 : 10);
    if (state > 0) {
      do {
        elements.add(element.read(in));
      } while (in.anotherElement());
    }
    if (in.count() != before || (quadratic && !in.affordsSet(elements.size(), where))) {
      return null;
    }
    return plain ? Collections.unmodifiableList(elements) : model.create(elements);
  }
}
