package dev.lodestar.bind;

/// The names of places inside of values that have a name.
final class Places {
  private Places() {}

  /// Appends the way to a place to a name: `tags[2]`, `address.street`.
  ///
  /// @param name the name of the value; empty for a group as a whole
  /// @param pointer a JSON pointer from the value on
  static String of(String name, String pointer) {
    if (pointer.isEmpty()) {
      return name;
    }
    var place = new StringBuilder(name);
    for (var from = 1; from <= pointer.length(); ) {
      var slash = pointer.indexOf('/', from);
      var end = slash < 0 ? pointer.length() : slash;
      var step = pointer.substring(from, end).replace("~1", "/").replace("~0", "~");
      if (isIndex(step)) {
        place.append('[').append(step).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step);
      }
      from = end + 1;
    }
    return place.toString();
  }

  private static boolean isIndex(String step) {
    for (var i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return false;
      }
    }
    return !step.isEmpty();
  }
}
