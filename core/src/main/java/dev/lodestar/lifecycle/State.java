package dev.lodestar.lifecycle;

import dev.lodestar.http.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the parts of an application share, by typed keys. One for each application, so what one
/// request puts all others see; what belongs to one request is an attribute of the
/// [dev.lodestar.http.Request] instead, and the two never meet.
///
/// ```java
/// static final Key<Mailer> MAILER = Key.of("mailer", Mailer.class);
///
/// Lodestar.app().state(MAILER, new Mailer());
///
/// @Get("/mails")
/// int mails(State state) {
///   return state.require(MAILER).count();
/// }
/// ```
///
/// It is not cleared when the application stops: who puts something there while it starts removes
/// or replaces it. Thread-safe; the values are as thread-safe as they are.
public final class State {
  private final Map<Key<?>, Object> values = new ConcurrentHashMap<>();

  /// Creates an empty state, for instance to call a handler in a test.
  public State() {}

  /// Returns a value.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @return the value; nothing if there is none
  public <T> Optional<T> get(Key<T> key) {
    return typed(key, values.get(key));
  }

  /// Returns a value that has to be there.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @return the value
  /// @throws IllegalStateException if there is none; the message names the key, and those that
  ///   there are
  public <T> T require(Key<T> key) {
    var value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(
          "The state has no value for the key "
              + key
              + "; it has "
              + (values.isEmpty() ? "none at all" : String.join(", ", names()))
              + ". Put it there with state(…) of the application's builder or in a lifespan; a"
              + " lifespan runs only when the application is started.");
    }
    return key.type().cast(value);
  }

  private Iterable<String> names() {
    var names = new ArrayList<String>();
    for (var key : values.keySet()) {
      names.add(key.toString());
    }
    Collections.sort(names);
    return names;
  }

  /// Sets a value, in place of an earlier one.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @param value the value
  /// @return the earlier value; nothing if there was none
  public <T> Optional<T> put(Key<T> key, T value) {
    return typed(key, values.put(key, key.type().cast(value)));
  }

  /// Returns a value, and sets it first if there is none. Of several threads that ask at the same
  /// time, one makes the value, and the others wait for it.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @param value makes the value; must not use the state itself
  /// @return the value
  public <T> T computeIfAbsent(Key<T> key, Supplier<? extends T> value) {
    return key.type().cast(values.computeIfAbsent(key, missing -> key.type().cast(value.get())));
  }

  /// Removes a value.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @return what was removed; nothing if there was nothing
  public <T> Optional<T> remove(Key<T> key) {
    return typed(key, values.remove(key));
  }

  private static <T> Optional<T> typed(Key<T> key, @Nullable Object value) {
    return value == null ? Optional.empty() : Optional.of(key.type().cast(value));
  }
}
