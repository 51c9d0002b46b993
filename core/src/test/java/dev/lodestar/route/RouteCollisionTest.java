package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteCollisionTest {
  private final RouteTable.Builder<String> builder = RouteTable.builder();
  private final List<RouteProblem> problems = new ArrayList<>();

  private void add(String method, String path, String origin) {
    var template = TestRoutes.template(path);
    var converters = TestRoutes.converters(template, Slots.standard());
    builder.add(HttpMethod.of(method), template, converters, origin, origin, problems::add);
  }

  @Test
  void equal_literals_collide() {
    add("GET", "/a/b", "Widgets.all (Widgets.java:12)");
    add("GET", "a/b/", "Shop.list (Shop.java:40)");
    assertThat(problems)
        .containsExactly(
            new RouteProblem(
                "route-conflict",
                "GET \"/a/b\" of Shop.list (Shop.java:40) takes the same requests as GET \"/a/b\""
                    + " of Widgets.all (Widgets.java:12).",
                "Remove one of them, or give one another method or another literal segment.",
                "Widgets.all (Widgets.java:12)"));
  }

  @Test
  void parameters_at_the_same_places_collide_whatever_their_names_and_types() {
    add("GET", "/widgets/{id}", "Widgets.get (Widgets.java:17)");
    add("GET", "/widgets/{sku:int}", "Widgets.find (Widgets.java:23)");
    assertThat(problems)
        .containsExactly(
            new RouteProblem(
                "route-conflict",
                "GET \"/widgets/{sku:int}\" of Widgets.find (Widgets.java:23) takes the same"
                    + " requests as GET \"/widgets/{id}\" of Widgets.get (Widgets.java:17). Names"
                    + " and types of parameters do not tell paths apart.",
                "Remove one of them, or give one another method or another literal segment.",
                "Widgets.get (Widgets.java:17)"));
  }

  @Test
  void greedy_parameters_and_roots_collide() {
    add("GET", "/{a:path}", "first");
    add("GET", "/{b:path}", "second");
    add("GET", "/", "third");
    add("GET", "", "fourth");
    assertThat(problems).hasSize(2);
  }

  @Test
  void every_collision_is_reported_with_the_first_route() {
    add("GET", "/{a}", "first");
    add("GET", "/{b}", "second");
    add("GET", "/{c}", "third");
    assertThat(problems).extracting(RouteProblem::what).allMatch(what -> what.contains("of first"));
    assertThat(problems).hasSize(2);
  }

  @Test
  void the_first_of_colliding_routes_stays() {
    add("GET", "/{a}", "first");
    add("GET", "/{b}", "second");
    assertThat(TestRoutes.get(builder.build(), "/x")).isEqualTo("first [x]");
  }

  @Test
  void other_methods_and_other_shapes_do_not_collide() {
    add("GET", "/a", "1");
    add("HEAD", "/a", "2");
    add("OPTIONS", "/a", "3");
    add("GET", "/A", "4");
    add("GET", "/{a}", "5");
    add("GET", "/{a:path}", "6");
    add("GET", "/a/{b}", "7");
    add("GET", "/{b}/a", "8");
    add("GET", "/", "9");
    assertThat(problems).isEmpty();
  }

  @Test
  void a_route_needs_one_converter_for_each_parameter() {
    var template = TestRoutes.template("/{a}/{b}");
    assertThatThrownBy(
            () -> builder.add(HttpMethod.GET, template, List.of(), "x", "x", problems::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The path \"/{a}/{b}\" has 2 parameters, but 0 converters were given.");
  }
}
