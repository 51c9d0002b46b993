package dev.lodestar.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The result of a provider whose value has to be ended, by code that learns how the request went.
/// Immutable.
///
/// ```java
/// static Resource<Session> session(Database database) {
///   var session = database.open();
///   return Resource.of(session)
///       .beforeResponse(outcome -> {
///         if (outcome instanceof Outcome.Success) {
///           session.commit();
///         }
///       })
///       .afterResponse(outcome -> session.close());
/// }
/// ```
///
/// Parameters take the value, here `Session`. Resources end in the reverse order of their creation,
/// one after the other. Hooks of one moment that belong to one resource run in the order in which
/// they were added.
///
/// @param <T> the type of the value
public final class Resource<T> {

  /// Code that learns how the request went.
  @FunctionalInterface
  public interface Hook {

    /// Reacts to the outcome.
    ///
    /// @param outcome how it went
    /// @throws Exception if it fails
    void run(Outcome outcome) throws Exception;
  }

  private final T value;
  private final List<Hook> before;
  private final List<Hook> after;

  private Resource(T value, List<Hook> before, List<Hook> after) {
    this.value = value;
    this.before = before;
    this.after = after;
  }

  /// Returns a resource without hooks. If its value is an `AutoCloseable`, it is closed after the
  /// response, unless a hook is added for that moment.
  ///
  /// @param <T> the type of the value
  /// @param value the value
  /// @return the resource
  public static <T> Resource<T> of(T value) {
    return new Resource<>(Objects.requireNonNull(value, "value"), List.of(), List.of());
  }

  /// Adds a hook that runs when the result of the handler has been rendered and nothing of it has
  /// been sent, or when something failed. If it throws after a success, the exception becomes the
  /// answer, and hooks that have not yet run learn of it as a [Outcome.Failure]; after a failure,
  /// what it throws is logged. Hooks of singletons for this moment never run.
  ///
  /// @param hook the hook
  /// @return the new resource
  public Resource<T> beforeResponse(Hook hook) {
    return new Resource<>(value, with(before, hook), after);
  }

  /// Adds a hook that ends the value: after the response was sent or the client left, at once when
  /// something failed, for a singleton when the application stops. What it throws is logged and
  /// keeps no other hook from running.
  ///
  /// @param hook the hook
  /// @return the new resource
  public Resource<T> afterResponse(Hook hook) {
    return new Resource<>(value, before, with(after, hook));
  }

  private static List<Hook> with(List<Hook> hooks, Hook hook) {
    var more = new ArrayList<>(hooks);
    more.add(Objects.requireNonNull(hook, "hook"));
    return List.copyOf(more);
  }

  /// Returns the value.
  ///
  /// @return the value
  public T value() {
    return value;
  }

  /// Lists the hooks of [#beforeResponse(Hook)].
  ///
  /// @return an immutable list
  public List<Hook> before() {
    return before;
  }

  /// Lists the hooks of [#afterResponse(Hook)].
  ///
  /// @return an immutable list
  public List<Hook> after() {
    return after;
  }
}
