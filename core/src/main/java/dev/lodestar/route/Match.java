package dev.lodestar.route;

import dev.lodestar.http.HttpMethod;
import java.util.List;

/// What a route table says about a request.
///
/// @param <T> what the table's routes lead to
public sealed interface Match<T> {

  /// A route takes the request.
  ///
  /// @param <T> what the table's routes lead to
  final class Found<T> implements Match<T> {
    private final Route<T> route;
    private final Object[] values;

    Found(Route<T> route, Object[] values) {
      this.route = route;
      this.values = values;
    }

    /// Returns what the route leads to.
    public T target() {
      return route.target();
    }

    /// Returns the template of the route, as declared for it.
    public PathTemplate template() {
      return route.template();
    }

    /// Returns the converted value of a parameter, by its place in the template, from 0.
    ///
    /// @throws IndexOutOfBoundsException if the template has no such parameter
    public Object value(int parameter) {
      return values[parameter];
    }

    /// Returns the number of parameters.
    public int valueCount() {
      return values.length;
    }

    @Override
    public String toString() {
      return "Found[" + route.template() + ", " + List.of(values) + "]";
    }
  }

  /// The path is known, the method is not (405).
  ///
  /// @param allowed what the path understands
  /// @param <T> what the table's routes lead to
  record MethodNotAllowed<T>(AllowedMethods allowed) implements Match<T> {}

  /// An `OPTIONS` request for a known path without a route of its own for it (204).
  ///
  /// @param allowed what the path understands
  /// @param <T> what the table's routes lead to
  record Options<T>(AllowedMethods allowed) implements Match<T> {}

  /// No route has this path (404).
  ///
  /// @param <T> what the table's routes lead to
  record NotFound<T>() implements Match<T> {}

  /// The path is not one that a well-behaved client sends (400).
  ///
  /// @param reason a complete sentence for the client
  /// @param <T> what the table's routes lead to
  record Malformed<T>(String reason) implements Match<T> {}

  /// The methods that a path understands, each once and sorted by name.
  ///
  /// @param methods the methods; `HEAD` is there whenever `GET` is, `OPTIONS` always
  record AllowedMethods(List<HttpMethod> methods) {
    /// Copies the list.
    public AllowedMethods {
      methods = List.copyOf(methods);
    }

    /// Returns the value of the `Allow` header, such as `GET, HEAD, OPTIONS`.
    @Override
    public String toString() {
      var text = new StringBuilder();
      for (var method : methods) {
        text.append(text.isEmpty() ? "" : ", ").append(method);
      }
      return text.toString();
    }
  }
}
