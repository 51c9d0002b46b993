package dev.lodestar;

/// What messages call the objects that an application registers.
final class Described {
  private Described() {}

  /// The class as it is written in the source, without its package; a function by where it stands.
  static String className(Class<?> type) {
    var name = type.getTypeName();
    var lambda = name.indexOf("$$Lambda");
    if (lambda >= 0) {
      return "a function in " + simple(name.substring(0, lambda));
    }
    return type.isAnonymousClass()
        ? "an object in " + simple(name.substring(0, name.lastIndexOf('$')))
        : simple(name);
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }
}
