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
/// It remembers how many elements the last one had, so that the next has room for as many at once.
final class ListDecoder implements Decoder {
  private static final int MAX_LIKELY_SIZE = 1_000;

  private final ListModel model;
  private final Slot element;

  /// Whether the result is an unmodifiable list.
  private final boolean plain;

  /// Whether the collection is a hash table, and what has the same hash code costs.
  private final boolean collisionsCost;

  // Any value is right, so threads need not agree on it.
  private int likelySize = 10;

  private ListDecoder(ListModel model, Slot element, boolean plain, boolean collisionsCost) {
    this.model = model;
    this.element = element;
    this.plain = plain;
    this.collisionsCost = collisionsCost;
  }

  static ListDecoder of(ListModel model, Slot element) {
    boolean plain = model.rawClass().isInterface() && model.rawClass().isAssignableFrom(List.class);
    boolean hashed = Set.class.isAssignableFrom(model.rawClass());
    boolean collisionsCost = hashed && Collisions.cost(model.element().model().rawClass());
    return new ListDecoder(model, element, plain, collisionsCost);
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
    var elements = new ArrayList<@Nullable Object>(state == 0 ? 0 : likelySize);
    if (state > 0) {
      int known = before;
      do {
        int start = in.valueStart();
        elements.add(element.read(in));
        if (in.count() != known) {
          known = in.count();
          in.inElement(where, start, elements.size() - 1);
        }
      } while (in.anotherElement());
    }
    likelySize = Math.clamp(elements.size(), 1, MAX_LIKELY_SIZE);
    return in.count() == before ? made(elements, in, where) : null;
  }

  private @Nullable Object made(ArrayList<@Nullable Object> elements, Input in, int where) {
    if (plain) {
      return elements.isEmpty() ? Collections.emptyList() : Collections.unmodifiableList(elements);
    }
    try {
      return collisionsCost && !Collisions.afford(elements, in, where, true)
          ? null
          : model.create(elements);
    } catch (RuntimeException refused) {
      // Elements of the application may fail to be hashed or compared.
      in.refused(where, refused);
      return null;
    }
  }
}
