package dev.lodestar.json;

import dev.lodestar.model.TypeModel.ListModel;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads lists, sets and arrays.
final class ListDecoder implements Decoder {
  private final ListModel model;
  private final Slot element;
  private final boolean quadratic;

  ListDecoder(ListModel model, Slot element) {
    this.model = model;
    this.element = element;
    var type = model.element().model().rawClass();
    boolean comparable = type.isPrimitive() || Comparable.class.isAssignableFrom(type);
    boolean hashed = Set.class.isAssignableFrom(model.rawClass());
    // A hash set of elements that cannot be compared takes quadratic time when an attacker chooses
    // elements with the same hash code.
    this.quadratic = hashed && !comparable;
  }

  @Override
  public String expected() {
    return "an array";
  }

  @Override
  public @Nullable Object read(Reader in) {
    if (in.peek() != '[') {
      return refuse(in, "type");
    }
    var problems = in.problems();
    int before = problems.count();
    if (!in.enter()) {
      return null;
    }
    var elements = new ArrayList<@Nullable Object>();
    if (!in.isEmpty(']')) {
      int index = 0;
      do {
        problems.at(index++);
        var value = element.read(in);
        if (problems.count() == before) {
          elements.add(value);
        }
      } while (!in.malformed() && in.another(']'));
    }
    in.leave();
    if (quadratic && problems.count() == before && !in.affordsSet(elements.size())) {
      problems.note("size", Reader.TOO_MANY_ELEMENTS);
    }
    return problems.count() == before && !in.malformed() ? model.create(elements) : null;
  }
}
