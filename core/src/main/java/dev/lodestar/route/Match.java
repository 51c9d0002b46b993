package dev.lodestar.route;

import dev.lodestar.http.HttpMethod;
import java.util.List;
import java.util.TreeSet;

/// What a route table says about a request.
///
/// @param <T> what the table's routes lead to
public sealed interface Match<T> {

  /// What this is for a path that has a WebSocket, too, and so understands GET.
  ///
  /// @param method the method of a request that does not ask for the socket
  default Match<T> besideSocket(HttpMethod method) {
    var allowed =
        switch (this) {
          case Options<T>(var methods) -> methods.withGet();
          case MethodNotAllowed<T>(var methods) -> methods.withGet();
          case NotFound<T> _, UpgradeRequired<T> _ ->
              new AllowedMethods(List.of(HttpMethod.GET, HttpMethod.OPTIONS));
          case Found<T> _, Malformed<T> _ -> null;
        };
    if (allowed == null) {
      return this;
    }
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      return new UpgradeRequired<>();
    }
    return method.equals(HttpMethod.OPTIONS)
        ? new Options<>(allowed)
        : new MethodNotAllowed<>(allowed);
  }

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

  /// The path has a WebSocket, and nothing that answers a GET without one (426).
  ///
  /// @param <T> what the table's routes lead to
  record UpgradeRequired<T>() implements Match<T> {}

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
  /// @param methods the methods; `HEAD` is there whenever `GET` is, unless that is for a WebSocket
  ///   only; `OPTIONS` always
  record AllowedMethods(List<HttpMethod> methods) {
    /// Copies the list.
    public AllowedMethods {
      methods = List.copyOf(methods);
    }

    AllowedMethods withGet() {
      var all = new TreeSet<>(methods);
      all.add(HttpMethod.GET);
      return new AllowedMethods(List.copyOf(all));
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
