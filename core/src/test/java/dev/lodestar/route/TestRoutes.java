package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/// Declares routes as texts: the target of `GET /users/{id}` is the text `GET /users/{id}`.
final class TestRoutes {
  private final RouteTable.Builder<String> builder = RouteTable.builder();
  private final Slots slots;

  TestRoutes(Slots slots) {
    this.slots = slots;
  }

  static RouteTable<String> table(String... routes) {
    var declared = new TestRoutes(Slots.standard());
    for (var route : routes) {
      declared.add(route);
    }
    return declared.build();
  }

  void add(String route) {
    var space = route.indexOf(' ');
    var template = template(route.substring(space + 1), slots);
    add(route.substring(0, space), template, converters(template, slots), route);
  }

  void add(String method, PathTemplate template, List<Converter<?>> converters, String target) {
    builder.add(
        HttpMethod.of(method),
        template,
        converters,
        target,
        "test",
        problem -> {
          throw new AssertionError(problem);
        });
  }

  RouteTable<String> build() {
    return builder.build();
  }

  static PathTemplate template(String declared) {
    return template(declared, Slots.standard());
  }

  static PathTemplate template(String declared, Slots slots) {
    return PathTemplate.parse(
            declared,
            slots,
            problem -> {
              throw new AssertionError(problem);
            })
        .orElseThrow();
  }

  static List<Converter<?>> converters(PathTemplate template, Slots slots) {
    var converters = new ArrayList<Converter<?>>();
    for (var parameter : template.parameters()) {
      converters.add(slots.find(parameter.slot().orElse("str")).orElseThrow().converter());
    }
    return converters;
  }

  /// Shows an outcome as text, for instance `GET /users/{id} [7]`, `405 GET, HEAD, OPTIONS`.
  static String outcome(RouteTable<String> table, String method, String path) {
    return switch (table.match(HttpMethod.of(method), path)) {
      case Match.Found<String> found -> found.target() + " " + values(found);
      case Match.MethodNotAllowed<String>(var allowed) -> "405 " + allowed;
      case Match.Options<String>(var allowed) -> "options " + allowed;
      case Match.UpgradeRequired<String>() -> "426";
      case Match.NotFound<String>() -> "404";
      case Match.Malformed<String>(var reason) -> "400 " + reason;
    };
  }

  static String get(RouteTable<String> table, String path) {
    return outcome(table, "GET", path);
  }

  static List<Object> values(Match.Found<?> found) {
    var values = new ArrayList<>();
    for (var i = 0; i < found.valueCount(); i++) {
      values.add(found.value(i));
    }
    return values;
  }
}
