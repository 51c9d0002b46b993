package dev.lodestar.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What holds for the UIs of an application.
final class Uis {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Uis() {}

  /// @throws IllegalArgumentException if a name cannot be that of a UI, or two are equal
  static void check(List<SchemaUi> uis) {
    var names = new HashSet<String>();
    for (var ui : uis) {
      var name = ui.name();
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "A UI cannot be called \""
                + name
                + "\"; write lower-case letters, digits and hyphens.");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException("Two UIs are called \"" + name + "\"; name one.");
      }
    }
  }
}
