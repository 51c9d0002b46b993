package dev.lodestar.route;

import static dev.lodestar.route.TestRoutes.outcome;
import static dev.lodestar.route.TestRoutes.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodDispatchTest {

  @Test
  void each_method_of_a_path_has_its_own_route() {
    var table = table("GET /a", "POST /a", "PURGE /a");
    assertThat(outcome(table, "GET", "/a")).isEqualTo("GET /a []");
    assertThat(outcome(table, "POST", "/a")).isEqualTo("POST /a []");
    assertThat(outcome(table, "PURGE", "/a")).isEqualTo("PURGE /a []");
  }

  @Test
  void head_falls_back_to_get() {
    var table = table("GET /a/{x}");
    assertThat(outcome(table, "HEAD", "/a/1")).isEqualTo("GET /a/{x} [1]");
  }

  @Test
  void an_explicit_head_wins_even_if_get_has_the_more_specific_path() {
    var table = table("GET /a", "HEAD /{x}");
    assertThat(outcome(table, "HEAD", "/a")).isEqualTo("HEAD /{x} [a]");
    assertThat(outcome(table, "GET", "/a")).isEqualTo("GET /a []");
  }

  @Test
  void a_refused_value_of_an_explicit_head_falls_back_to_get() {
    var table = table("GET /{x}", "HEAD /{x:int}");
    assertThat(outcome(table, "HEAD", "/5")).isEqualTo("HEAD /{x:int} [5]");
    assertThat(outcome(table, "HEAD", "/a")).isEqualTo("GET /{x} [a]");
  }

  @Test
  void a_known_path_with_another_method_lists_what_is_allowed_in_order() {
    var table = table("PUT /a", "GET /a", "DELETE /a");
    assertThat(outcome(table, "POST", "/a")).isEqualTo("405 DELETE, GET, HEAD, OPTIONS, PUT");
  }

  @Test
  void head_is_only_allowed_where_get_is() {
    assertThat(outcome(table("POST /a"), "HEAD", "/a")).isEqualTo("405 OPTIONS, POST");
  }

  @Test
  void unknown_methods_are_not_allowed_on_known_paths_only() {
    var table = table("GET /a");
    assertThat(outcome(table, "get", "/a")).isEqualTo("405 GET, HEAD, OPTIONS");
    assertThat(outcome(table, "BREW", "/a")).isEqualTo("405 GET, HEAD, OPTIONS");
    assertThat(outcome(table, "BREW", "/b")).isEqualTo("404");
  }

  @Test
  void a_path_without_the_method_goes_on_to_another_pattern_that_has_it() {
    var table = table("GET /users/me", "DELETE /users/{id}", "PUT /{rest:path}");
    assertThat(outcome(table, "DELETE", "/users/me")).isEqualTo("DELETE /users/{id} [me]");
    assertThat(outcome(table, "PUT", "/users/me")).isEqualTo("PUT /{rest:path} [users/me]");
  }

  @Test
  void allowed_methods_are_the_union_over_all_matching_patterns() {
    var table = table("GET /{x}", "POST /{y:int}", "PUT /5", "PATCH /{r:path}", "DELETE /6");
    assertThat(outcome(table, "TRACE", "/5")).isEqualTo("405 GET, HEAD, OPTIONS, PATCH, POST, PUT");
  }

  @Test
  void allowed_methods_leave_out_routes_that_refuse_the_value() {
    var table = table("GET /{x}", "POST /{y:int}");
    assertThat(outcome(table, "TRACE", "/abc")).isEqualTo("405 GET, HEAD, OPTIONS");
    assertThat(outcome(table("POST /{y:int}"), "GET", "/abc")).isEqualTo("404");
  }

  @Test
  void options_without_a_route_is_answered_with_the_allowed_methods() {
    var table = table("GET /a", "POST /{x}");
    assertThat(outcome(table, "OPTIONS", "/a")).isEqualTo("options GET, HEAD, OPTIONS, POST");
    assertThat(outcome(table, "OPTIONS", "/a/b")).isEqualTo("404");
  }

  @Test
  void an_explicit_options_route_wins() {
    var table = table("GET /a", "OPTIONS /{x}");
    assertThat(outcome(table, "OPTIONS", "/a")).isEqualTo("OPTIONS /{x} [a]");
  }

  @Test
  void parameters_of_one_shape_are_named_and_typed_by_each_route() {
    var table = table("GET /a/{id}", "PUT /a/{number:int}");
    assertThat(outcome(table, "GET", "/a/5")).isEqualTo("GET /a/{id} [5]");
    var put = (Match.Found<String>) table.match(HttpMethod.PUT, "/a/5");
    assertThat(put.value(0)).isEqualTo(5);
    assertThat(put.template().parameters().getFirst().name()).isEqualTo("number");
  }

  @Test
  void a_custom_slot_parses_and_refuses() {
    var even =
        new Converter<Integer>() {
          @Override
          public Integer parse(String text) {
            var number = Integer.parseInt(text);
            if (number % 2 != 0) {
              throw new IllegalArgumentException("odd");
            }
            return number;
          }

          @Override
          public String format(Integer value) {
            return value.toString();
          }

          @Override
          public String expected() {
            return "an even number";
          }
        };
    var routes = new TestRoutes(Slots.standard().with("even", Integer.class, even));
    routes.add("GET /{n:even}");
    var table = routes.build();
    assertThat(outcome(table, "GET", "/4")).isEqualTo("GET /{n:even} [4]");
    assertThat(outcome(table, "GET", "/5")).isEqualTo("404");
    assertThat(outcome(table, "GET", "/x")).isEqualTo("404");
  }

  @Test
  void the_list_of_allowed_methods_cannot_be_changed_from_outside() {
    var methods = new java.util.ArrayList<>(List.of(HttpMethod.GET));
    var allowed = new Match.AllowedMethods(methods);
    methods.clear();
    assertThat(allowed.methods()).containsExactly(HttpMethod.GET);
  }
}
