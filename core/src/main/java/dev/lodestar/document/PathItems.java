package dev.lodestar.document;

import dev.lodestar.http.PercentEncoding;
import dev.lodestar.route.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The paths of a document. OpenAPI knows names in braces and nothing about their types, and of
/// paths that differ in these names only there can be one.
final class PathItems {
  /// The methods that a path item has, in the order in which documents list them.
  static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

  private PathItems() {}

  /// The routes of one path.
  ///
  /// @param path as the document has it
  /// @param names the names of its parameters, in their order
  /// @param routes those of each method
  record Item(String path, List<String> names, Map<String, DescribedRoute> routes) {}

  /// Groups routes by their paths, sorted by path. Of several routes with one path and method, for
  /// different hosts, the first counts that is for all, or else the first by the names of the
  /// hosts.
  static List<Item> of(List<DescribedRoute> routes) {
    Map<String, List<DescribedRoute>> byShape = new TreeMap<>();
    for (var route : routes) {
      if (METHODS.contains(route.method().name())) {
        byShape.computeIfAbsent(shape(route), _ -> new ArrayList<>()).add(route);
      }
    }
    var items = new ArrayList<Item>();
    for (var together : byShape.values()) {
      together.sort(
          Comparator.<DescribedRoute>comparingInt(PathItems::rank)
              .thenComparing(route -> String.join(",", route.hosts())));
      var first = together.getFirst();
      Map<String, DescribedRoute> byMethod = new LinkedHashMap<>();
      for (var route : together) {
        byMethod.putIfAbsent(route.method().name(), route);
      }
      items.add(new Item(path(first), names(first), byMethod));
    }
    items.sort(Comparator.comparing(Item::path));
    return items;
  }

  private static int rank(DescribedRoute route) {
    return METHODS.indexOf(route.method().name());
  }

  private static List<String> names(DescribedRoute route) {
    return route.template().parameters().stream().map(Segment.Parameter::name).toList();
  }

  /// The path without the names of its parameters.
  private static String shape(DescribedRoute route) {
    var shape = new StringBuilder();
    for (var segment : route.template().segments()) {
      shape.append('/').append(segment instanceof Segment.Literal(var text) ? encoded(text) : "{}");
    }
    return shape.isEmpty() ? "/" : shape.toString();
  }

  private static String path(DescribedRoute route) {
    var path = new StringBuilder();
    for (var segment : route.template().segments()) {
      path.append('/');
      switch (segment) {
        case Segment.Literal(var text) -> path.append(encoded(text));
        case Segment.Parameter parameter -> path.append('{').append(parameter.name()).append('}');
      }
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static String encoded(String literal) {
    return PercentEncoding.encodeSegment(literal);
  }
}
