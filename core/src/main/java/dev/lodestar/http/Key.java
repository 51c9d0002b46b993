package dev.lodestar.http;

/// A typed name for a value that is kept with a request or with the application.
///
/// Two keys are equal when they are the same object, so nobody can read or overwrite a value
/// without having its key. Keep a key in a constant. Immutable and thread-safe.
///
/// ```java
/// static final Key<User> USER = Key.of("user", User.class);
///
/// request.setAttribute(USER, user);
/// User user = request.attribute(USER).orElseThrow();
/// ```
///
/// @param <T> the type of the value
public final class Key<T> {
  private final String name;
  private final Class<T> type;

  private Key(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  /// Returns a new key, different from every other one.
  ///
  /// @param <T> the type of the value
  /// @param name the name, for messages only
  /// @param type the class of the value
  /// @return the key
  public static <T> Key<T> of(String name, Class<T> type) {
    return new Key<>(name, type);
  }

  /// Returns the name.
  ///
  /// @return the name, for messages
  public String name() {
    return name;
  }

  /// Returns the class of the value.
  ///
  /// @return the class
  public Class<T> type() {
    return type;
  }

  /// Returns name and class.
  @Override
  public String toString() {
    return name + " (" + type.getSimpleName() + ")";
  }
}
