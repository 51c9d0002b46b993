package dev.lodestar.model;

import org.jspecify.annotations.Nullable;

/// Where the modeler is. The text is only made when there is something to say about the place.
record Place(@Nullable Place parent, String step) {

  static Place root(String name) {
    return new Place(null, name);
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

  @Override
  public String toString() {
    var text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent != null) {
      parent.append(text);
    }
    text.append(step);
  }
}
