package dev.lodestar.route;

import static dev.lodestar.route.TestRoutes.get;
import static dev.lodestar.route.TestRoutes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableLimitsTest {

  @Test
  void each_of_ten_thousand_literals_of_one_place_is_found() {
    var routes = new TestRoutes(Slots.standard());
    for (var i = 0; i < 10_000; i++) {
      routes.add("GET /items/name" + i + "/{id:int}");
    }
    var table = routes.build();
    for (var i = 0; i < 10_000; i++) {
      assertThat(get(table, "/items/name" + i + "/7"))
          .isEqualTo("GET /items/name" + i + "/{id:int} [7]");
    }
    assertThat(get(table, "/items/name10000/7")).isEqualTo("404");
    assertThat(get(table, "/items/name/7")).isEqualTo("404");
    assertThat(get(table, "/items/xname1/7")).isEqualTo("404");
  }

  @Test
  void literals_with_equal_hash_codes_are_told_apart() {
    var names = new ArrayList<>(List.of(""));
    for (var i = 0; i < 10; i++) {
      var longer = new ArrayList<String>();
      for (var name : names) {
        longer.add(name + "Aa"); // "Aa" and "BB" have the same hash code
        longer.add(name + "BB");
      }
      names = longer;
    }
    var routes = new TestRoutes(Slots.standard());
    names.subList(1, 1024).forEach(name -> routes.add("GET /" + name));
    var table = routes.build();
    for (var name : names.subList(1, 1024)) {
      assertThat(get(table, "/" + name)).isEqualTo("GET /" + name + " []");
    }
    assertThat(get(table, "/" + names.getFirst())).isEqualTo("404");
  }

  /// Refuses everything and counts how often it is asked.
  private static final class Refusing implements Converter<String> {
    private int questions;

    @Override
    public String parse(String text) {
      questions++;
      throw new IllegalArgumentException("refused");
    }

    @Override
    public String format(String value) {
      return value;
    }

    @Override
    public String expected() {
      return "nothing";
    }
  }

  @Test
  void going_back_tries_each_route_once_even_if_every_segment_has_two_choices() {
    var refusing = new Refusing();
    var slots = Slots.standard().with("refused", String.class, refusing);
    var routes = new TestRoutes(slots);
    var depth = 10;
    for (var choices = 0; choices < 1 << depth; choices++) {
      var path = new StringBuilder("GET ");
      for (var i = 0; i < depth; i++) {
        path.append((choices & 1 << i) == 0 ? "/a" : "/{p" + i + "}");
      }
      routes.add(path + "/{last:refused}");
    }
    var table = routes.build();
    var request = "/a".repeat(depth + 1);

    assertThat(get(table, request)).isEqualTo("404");
    assertThat(refusing.questions).as("to find the route, and to list methods").isEqualTo(2 << 10);

    refusing.questions = 0;
    assertThat(outcome(table, "HEAD", request)).isEqualTo("404");
    assertThat(refusing.questions).as("for GET, and to list methods").isEqualTo(2 << 10);
  }

  @Test
  void going_back_over_long_paths_tries_each_route_once() {
    var refusing = new Refusing();
    var slots = Slots.standard().with("refused", String.class, refusing);
    var routes = new TestRoutes(slots);
    var prefix = new StringBuilder();
    for (var i = 0; i < 255; i++) {
      routes.add("GET " + prefix + "/{last:refused}");
      routes.add("POST " + prefix + "/x");
      routes.add("GET " + prefix + "/x/{p:refused}");
      prefix.append("/{p").append(i).append('}');
    }
    var greedy = TestRoutes.template("/x/{rest:path}", slots);
    routes.add("GET", greedy, List.of(refusing), "greedy");
    var table = routes.build();

    assertThat(outcome(table, "GET", "/x".repeat(255))).isEqualTo("405 OPTIONS, POST");
    assertThat(refusing.questions).isLessThanOrEqualTo(2 * 3);
    refusing.questions = 0;
    assertThat(outcome(table, "GET", "/y" + "/x".repeat(254) + "/x")).isEqualTo("404");
    assertThat(refusing.questions).isLessThanOrEqualTo(2 * 3);
  }

  @Test
  void a_very_long_path_is_answered() {
    var table = TestRoutes.table("GET /{rest:path}", "GET /{x}");
    var segment = "x".repeat(100_000);
    assertThat(get(table, "/" + segment)).hasSize("GET /{x} []".length() + 100_000);
    assertThat(get(table, "/".repeat(100_000))).isEqualTo("404");
    assertThat(get(table, "/%2e".repeat(100_000))).startsWith("400");
    assertThat(get(table, "/a".repeat(100_000))).isEqualTo("404");
  }
}
