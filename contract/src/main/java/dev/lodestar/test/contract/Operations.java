package dev.lodestar.test.contract;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.test.ContractExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the operation of a document that a request belongs to.
final class Operations {
  /// The methods that a path item of OpenAPI 3.1 can have.
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

  private final List<Path> paths = new ArrayList<>();

  /// A path of the document.
  private record Path(String template, PathPattern pattern, Place item) {}

  Operations(Place document) {
    for (var entry : document.member("paths").members()) {
      if (entry.getKey().startsWith("/")) {
        var pattern = new PathPattern(entry.getKey());
        paths.add(new Path(entry.getKey(), pattern, entry.getValue().resolved()));
      }
    }
    paths.sort(Comparator.comparingInt((Path path) -> path.pattern().literals()).reversed());
  }

  /// Whether documents can have operations of a method.
  static boolean areDocumented(HttpMethod method) {
    return METHODS.contains(method.name());
  }

  /// Finds the operation: that of the route, or else the one whose path template takes the path and
  /// has the most literal text.
  Optional<Operation> of(ContractExchange exchange) {
    if (exchange.route().isPresent()) {
      var route = exchange.route().get();
      var shape = new PathPattern(route.path()).shape();
      for (var path : paths) {
        if (path.pattern().shape().equals(shape)) {
          var operation = operation(path, route.method());
          if (operation.isPresent()) {
            return operation;
          }
        }
      }
    }
    for (var path : paths) {
      if (path.pattern().match(pathOf(exchange.target())).isPresent()) {
        var operation = operation(path, exchange.method());
        if (operation.isPresent()) {
          return operation;
        }
      }
    }
    return Optional.empty();
  }

  /// Requests of HEAD are answered as those of GET.
  private static Optional<Operation> operation(Path path, HttpMethod method) {
    var place = path.item().member(method.name().toLowerCase(Locale.ROOT));
    if (!place.exists() && method.equals(HttpMethod.HEAD)) {
      place = path.item().member("get");
    }
    return place.exists()
        ? Optional.of(new Operation(path.template(), path.item(), place))
        : Optional.empty();
  }

  /// The values of the path parameters of a request by the names that they have in the document.
  static Map<String, String> pathValues(Operation operation, ContractExchange exchange) {
    var template = exchange.route().map(route -> route.path()).orElse(operation.template());
    var names = new PathPattern(operation.template()).names();
    var given = new PathPattern(template).match(pathOf(exchange.target())).orElse(List.of());
    var values = new HashMap<String, String>();
    for (var i = 0; i < Math.min(names.size(), given.size()); i++) {
      values.put(names.get(i), given.get(i));
    }
    return values;
  }

  private static String pathOf(String target) {
    var end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }
}
