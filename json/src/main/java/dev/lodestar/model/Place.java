package dev.lodestar.model;

import org.jspecify.annotations.Nullable;

/// Where the modeler is. The text is only made when there is something to say about the place.
///
/// @param step a text, or a type that is one when it is asked for
record Place(@Nullable Place parent, Object step) {
  private static final int MAX_SHOWN = 40;
  private static final int SHOWN_FIRST = 9;
  private static final int SHOWN_LAST = 4;

  static Place root(String name) {
    return new Place(null, name);
  }

  static Place root(ResolvedType type) {
    return new Place(null, type);
  }

  Place field(String name) {
    return new Place(new Place(this, "."), name);
  }

  Place inside(String brackets) {
    return new Place(this, brackets);
  }

  int depth() {
    int depth = 0;
    for (var place = this; place != null; place = place.parent) {
      depth++;
    }
    return depth;
  }

  /// The whole path; of a very long one its beginning and its end.
  @Override
  public String toString() {
    var text = new StringBuilder();
    append(text, depth());
    return text.toString();
  }

  /// @param depth how many steps the whole path has
  private void append(StringBuilder text, int depth) {
    int own = depth();
    if (parent != null) {
      parent.append(text, depth);
    }
    if (depth <= MAX_SHOWN || own <= SHOWN_FIRST || own > depth - SHOWN_LAST) {
      text.append(step);
    } else if (own == SHOWN_FIRST + 1) {
      text.append('…');
    }
  }
}
