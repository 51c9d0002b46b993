package dev.lodestar.setting;

/// A guard or middleware as it was registered.
///
/// @param <T> guard or middleware
public sealed interface Component<T> {

  /// An object.
  ///
  /// @param <T> guard or middleware
  /// @param object the object
  record Given<T>(T object) implements Component<T> {
    @Override
    public String toString() {
      var type = object.getClass();
      return type.isHidden() || type.isSynthetic() ? "a function" : nameOf(type);
    }
  }

  /// A class, of which one instance is made for the application.
  ///
  /// @param <T> guard or middleware
  /// @param type the class
  record Made<T>(Class<? extends T> type) implements Component<T> {
    @Override
    public String toString() {
      return nameOf(type);
    }
  }

  private static String nameOf(Class<?> type) {
    var name = type.getTypeName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }
}
