package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares the tree with a list of routes that is searched from end to end.
class RouteTablePropertiesTest {
  private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "OPTIONS", "PURGE");
  private static final List<String> DECLARED =
      List.of("a", "b", "é", "a b", "5", "{}", "{}", "{}", "{:int}", "{:int}");
  private static final List<String> REQUESTED =
      List.of("a", "a", "b", "é", "a b", "5", "-7", "a/b", "99999999999", "ü😀");

  /// One route as the reference sees it: segments such as `a`, `{}`, `{:int}` and `{:path}`.
  private record Declared(String method, List<String> segments) {
    String shape() {
      return method + " " + String.join("/", segments).replace(":int", "");
    }

    String text() {
      var text = new StringBuilder(method + " ");
      for (var i = 0; i < segments.size(); i++) {
        text.append('/').append(segments.get(i).replace("{", "{p" + i));
      }
      return text.toString();
    }

    /// Returns the values as text, or null if the route does not take the path.
    List<Object> values(List<String> path) {
      var values = new ArrayList<Object>();
      for (var i = 0; i < segments.size(); i++) {
        if (i >= path.size()) {
          return null;
        }
        var segment = path.get(i);
        switch (segments.get(i)) {
          case "{:path}" -> {
            var rest = path.subList(i, path.size());
            if (rest.stream().anyMatch(part -> part.contains("/"))) {
              return null;
            }
            values.add(String.join("/", rest));
            return values;
          }
          case "{}" -> values.add(segment);
          case "{:int}" -> {
            if (!segment.equals("5") && !segment.equals("-7")) {
              return null;
            }
            values.add(Integer.valueOf(segment));
          }
          case String literal when !literal.equals(segment) -> {
            return null;
          }
          default -> {}
        }
      }
      return path.size() == segments.size() ? values : null;
    }

    /// Orders routes that take the same path: `l` for a literal, `p`, then `z` for greedy.
    String rank() {
      var rank = new StringBuilder();
      for (var segment : segments) {
        rank.append(segment.equals("{:path}") ? 'z' : segment.startsWith("{") ? 'p' : 'l');
      }
      return rank.toString();
    }
  }

  private static String expected(List<Declared> routes, String method, List<String> path) {
    var taking = routes.stream().filter(route -> route.values(path) != null).toList();
    for (var wanted : method.equals("HEAD") ? List.of("HEAD", "GET") : List.of(method)) {
      var best =
          taking.stream()
              .filter(route -> route.method().equals(wanted))
              .min(Comparator.comparing(Declared::rank));
      if (best.isPresent()) {
        return best.get().text() + " " + best.get().values(path);
      }
    }
    if (taking.isEmpty()) {
      return "404";
    }
    var allowed = new TreeSet<>(List.of("OPTIONS"));
    for (var route : taking) {
      allowed.add(route.method());
      if (route.method().equals("GET")) {
        allowed.add("HEAD");
      }
    }
    return (method.equals("OPTIONS") ? "options " : "405 ") + String.join(", ", allowed);
  }

  @Test
  void the_tree_answers_as_a_search_through_all_routes_does() {
    var random = new Random(1);
    var outcomes = new HashSet<String>();
    for (var round = 0; round < 3_000; round++) {
      var declared = randomRoutes(random);
      var routes = new TestRoutes(Slots.standard());
      declared.forEach(route -> routes.add(route.text()));
      var table = routes.build();
      for (var request = 0; request < 20; request++) {
        var path = new ArrayList<String>();
        for (var n = random.nextInt(5); n > 0; n--) {
          path.add(pick(random, REQUESTED));
        }
        var method = pick(random, METHODS);
        var raw = encoded(random, path);
        var expected = expected(declared, method, path);
        assertThat(TestRoutes.outcome(table, method, raw))
            .as("%s %s of %s", method, raw, declared)
            .isEqualTo(expected);
        outcomes.add(expected.substring(0, 3));
      }
    }
    assertThat(outcomes).contains("404", "405", "opt", "GET", "HEA", "OPT");
  }

  private static List<Declared> randomRoutes(Random random) {
    var routes = new ArrayList<Declared>();
    var shapes = new HashSet<String>();
    for (var n = 1 + random.nextInt(25); n > 0; n--) {
      var segments = new ArrayList<String>();
      for (var m = random.nextInt(4); m > 0; m--) {
        segments.add(pick(random, DECLARED));
      }
      if (random.nextInt(6) == 0) {
        segments.add("{:path}");
      }
      var route = new Declared(pick(random, METHODS), List.copyOf(segments));
      if (shapes.add(route.shape())) {
        routes.add(route);
      }
    }
    return routes;
  }

  /// Encodes what must be encoded, and now and then what need not be.
  private static String encoded(Random random, List<String> segments) {
    var path = new StringBuilder();
    for (var segment : segments) {
      path.append('/');
      for (var value : segment.getBytes(StandardCharsets.UTF_8)) {
        var c = (char) (value & 0xFF);
        var plain = c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        if (plain && random.nextInt(8) > 0) {
          path.append(c);
        } else {
          path.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", (int) c));
        }
      }
    }
    return path.isEmpty() || random.nextInt(4) == 0 ? path + "/" : path.toString();
  }

  private static <E> E pick(Random random, List<E> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @Test
  void whatever_the_path_the_table_answers_and_no_value_is_dangerous() {
    var table =
        TestRoutes.table("GET /", "GET /{x}", "GET /a/{x}", "GET /{x}/{y:int}", "GET /{r:path}");
    var random = new Random(2);
    var alphabet = "///%%%..22eFfE05cC\\aAé\u0000\n {}?#+\uD800";
    var kinds = new HashSet<Class<?>>();
    for (var round = 0; round < 300_000; round++) {
      var path = new StringBuilder(random.nextInt(10) == 0 ? "" : "/");
      for (var n = random.nextInt(12); n > 0; n--) {
        path.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      var match = table.match(HttpMethod.GET, path.toString());
      kinds.add(match.getClass());
      if (match instanceof Match.Found<String> found) {
        for (var value : TestRoutes.values(found)) {
          assertHarmless(path.toString(), value.toString());
        }
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(Match.Found.class, Match.NotFound.class, Match.Malformed.class);
  }

  private static void assertHarmless(String path, String value) {
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError(path + " gave the value " + value);
    }
    for (var part : value.split("[/\\\\]", -1)) {
      if (part.equals(".") || part.equals("..")) {
        throw new AssertionError(path + " gave the value " + value);
      }
    }
  }
}
