package dev.lodestar.route;

import static dev.lodestar.route.TestRoutes.get;
import static dev.lodestar.route.TestRoutes.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteMatchingTest {

  @Test
  void an_empty_table_knows_no_path() {
    assertThat(get(table(), "/")).isEqualTo("404");
    assertThat(get(table(), "/a")).isEqualTo("404");
  }

  @Test
  void literals_match_exactly_and_case_sensitively() {
    var table = table("GET /", "GET /a", "GET /a/b");
    assertThat(get(table, "/")).isEqualTo("GET / []");
    assertThat(get(table, "/a")).isEqualTo("GET /a []");
    assertThat(get(table, "/a/b")).isEqualTo("GET /a/b []");
    assertThat(get(table, "/A")).isEqualTo("404");
    assertThat(get(table, "/ab")).isEqualTo("404");
    assertThat(get(table, "/a/b/c")).isEqualTo("404");
    assertThat(get(table, "/a/bb")).isEqualTo("404");
  }

  @Test
  void a_place_without_routes_is_not_found() {
    assertThat(get(table("GET /a/b/c"), "/a/b")).isEqualTo("404");
    assertThat(get(table("GET /a"), "/")).isEqualTo("404");
  }

  @Test
  void one_trailing_slash_equals_none() {
    var table = table("GET /a", "GET /b/{x}", "GET /c/{x:path}");
    assertThat(get(table, "/a/")).isEqualTo("GET /a []");
    assertThat(get(table, "/b/1/")).isEqualTo("GET /b/{x} [1]");
    assertThat(get(table, "/c/1/2/")).isEqualTo("GET /c/{x:path} [1/2]");
    assertThat(get(table, "/%61/")).isEqualTo("GET /a []");
  }

  @Test
  void other_empty_segments_match_nothing() {
    var table = table("GET /", "GET /a", "GET /a/{x}", "GET /a/{x}/b", "GET /{rest:path}");
    for (var path : List.of("//", "//a", "/a//", "/a//b", "///", "/a/x//", "/%61//b", "//%61")) {
      assertThat(get(table, path)).as(path).isEqualTo("404");
    }
  }

  @Test
  void a_path_that_does_not_start_with_a_slash_matches_nothing() {
    var table = table("GET /", "GET /a", "GET /{rest:path}");
    for (var path : List.of("", "a", "*", "%2Fa", "http://host/a")) {
      assertThat(get(table, path)).as(path).isEqualTo("404");
    }
  }

  @Test
  void a_parameter_takes_one_whole_decoded_segment() {
    var table = table("GET /greet/{name}");
    assertThat(get(table, "/greet/Bob")).isEqualTo("GET /greet/{name} [Bob]");
    assertThat(get(table, "/greet/Z%C3%BCrich%20HB")).isEqualTo("GET /greet/{name} [Zürich HB]");
    assertThat(get(table, "/greet/a+b;c=d")).isEqualTo("GET /greet/{name} [a+b;c=d]");
    assertThat(get(table, "/greet/%2541")).isEqualTo("GET /greet/{name} [%41]");
    assertThat(get(table, "/greet")).isEqualTo("404");
    assertThat(get(table, "/greet/")).isEqualTo("404");
    assertThat(get(table, "/greet/a/b")).isEqualTo("404");
  }

  @Test
  void an_encoded_slash_never_separates() {
    var table = table("GET /{a}", "GET /{a}/{b}", "GET /x/y");
    assertThat(get(table, "/x%2Fy")).isEqualTo("GET /{a} [x/y]");
    assertThat(get(table, "/x%2fy/z")).isEqualTo("GET /{a}/{b} [x/y, z]");
    assertThat(get(table, "/%2F")).isEqualTo("GET /{a} [/]");
    assertThat(get(table("GET /a"), "/a%2F")).isEqualTo("404");
  }

  @Test
  void encoded_literals_are_the_same_literals() {
    var table = table("GET /café", "GET /greet", "GET /a b/c\"");
    assertThat(get(table, "/caf%C3%A9")).isEqualTo("GET /café []");
    assertThat(get(table, "/%67reet")).isEqualTo("GET /greet []");
    assertThat(get(table, "/%67%72%65%65%74")).isEqualTo("GET /greet []");
    assertThat(get(table, "/a%20b/c%22")).isEqualTo("GET /a b/c\" []");
    assertThat(get(table, "/a+b/c%22")).isEqualTo("404");
  }

  @Test
  void values_arrive_converted() {
    var table = table("GET /{a:int}/{b:uuid}/{c:date}");
    var match = table.match(HttpMethod.GET, "/7/0d9f9d3e-4f8c-4d37-8a05-6fd3f2b1f0aa/2026-02-28");
    assertThat(match).isInstanceOf(Match.Found.class);
    var found = (Match.Found<String>) match;
    assertThat(found.valueCount()).isEqualTo(3);
    assertThat(found.value(0)).isEqualTo(7);
    assertThat(found.value(1)).hasToString("0d9f9d3e-4f8c-4d37-8a05-6fd3f2b1f0aa");
    assertThat(found.value(2)).isEqualTo(java.time.LocalDate.of(2026, 2, 28));
    assertThat(found.template()).hasToString("/{a:int}/{b:uuid}/{c:date}");
    assertThatThrownBy(() -> found.value(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_refused_value_is_not_found() {
    var table = table("GET /{id:int}", "GET /{id:int}/{day:date}");
    for (var path : List.of("/x", "/1_000", "/+5", "/%205", "/٣", "/2147483648", "/5.0")) {
      var encoded = path.replace("٣", "%D9%A3");
      assertThat(get(table, encoded)).as(path).isEqualTo("404");
    }
    assertThat(get(table, "/1/2026-02-30")).isEqualTo("404");
  }

  @Test
  void a_literal_goes_before_a_parameter_before_a_greedy_parameter() {
    var table = table("GET /{rest:path}", "GET /{id}", "GET /me");
    assertThat(get(table, "/me")).isEqualTo("GET /me []");
    assertThat(get(table, "/you")).isEqualTo("GET /{id} [you]");
    assertThat(get(table, "/you/too")).isEqualTo("GET /{rest:path} [you/too]");
  }

  @Test
  void the_order_of_declaration_does_not_matter() {
    var table = table("GET /me", "GET /{id}", "GET /{rest:path}");
    assertThat(get(table, "/me")).isEqualTo("GET /me []");
    assertThat(get(table, "/you")).isEqualTo("GET /{id} [you]");
  }

  @Test
  void a_dead_end_goes_back_to_the_next_choice() {
    var table = table("GET /ab/{x:int}", "GET /{y}/c", "GET /{y}/{z}/{w:int}", "GET /ab/q/r");
    assertThat(get(table, "/ab/1")).isEqualTo("GET /ab/{x:int} [1]");
    assertThat(get(table, "/ab/c")).isEqualTo("GET /{y}/c [ab]");
    assertThat(get(table, "/ab/q/5")).isEqualTo("GET /{y}/{z}/{w:int} [ab, q, 5]");
    assertThat(get(table, "/ab/d")).isEqualTo("404");
  }

  @Test
  void a_refused_value_goes_back_to_a_greedy_parameter() {
    var table = table("GET /files/{id:int}", "GET /{rest:path}");
    assertThat(get(table, "/files/5")).isEqualTo("GET /files/{id:int} [5]");
    assertThat(get(table, "/files/x")).isEqualTo("GET /{rest:path} [files/x]");
  }

  @Test
  void a_greedy_parameter_takes_one_segment_or_more() {
    var table = table("GET /files/{file:path}");
    assertThat(get(table, "/files/a")).isEqualTo("GET /files/{file:path} [a]");
    assertThat(get(table, "/files/a/b%20c/d.txt"))
        .isEqualTo("GET /files/{file:path} [a/b c/d.txt]");
    assertThat(get(table, "/files")).isEqualTo("404");
    assertThat(get(table, "/files/")).isEqualTo("404");
    assertThat(get(table, "/files/a//b")).isEqualTo("404");
  }

  @Test
  void a_greedy_text_is_not_found_when_a_segment_contains_a_slash() {
    assertThat(get(table("GET /f/{file:path}"), "/f/a%2Fb/c")).isEqualTo("404");
  }

  @Test
  void a_greedy_list_keeps_segments_apart() {
    var routes = new TestRoutes(Slots.standard());
    var template = TestRoutes.template("/f/{file:path}");
    routes.add("GET", template, List.of(SegmentList.CONVERTER), "list");
    var table = routes.build();
    assertThat(value(table, "/f/a")).isEqualTo(List.of("a"));
    assertThat(value(table, "/f/a%2Fb/c%20d")).isEqualTo(List.of("a/b", "c d"));
  }

  private static Object value(RouteTable<String> table, String path) {
    return ((Match.Found<String>) table.match(HttpMethod.GET, path)).value(0);
  }

  @Test
  void a_route_without_parameters_is_found_without_allocating_an_answer() {
    var table = table("GET /a");
    assertThat(table.match(HttpMethod.GET, "/a")).isSameAs(table.match(HttpMethod.GET, "/a/"));
  }

  @Test
  void more_than_256_segments_match_nothing() {
    var table = table("GET /{rest:path}");
    assertThat(get(table, "/x".repeat(256))).startsWith("GET");
    assertThat(get(table, "/x".repeat(256) + "/")).startsWith("GET");
    assertThat(get(table, "/x".repeat(257))).isEqualTo("404");
    assertThat(get(table, "/%78".repeat(256))).startsWith("GET");
    assertThat(get(table, "/%78".repeat(257))).isEqualTo("404");
  }

  @Test
  void a_malformed_encoding_is_malformed_on_known_and_unknown_paths() {
    var table = table("GET /a/{x}");
    assertThat(get(table, "/a/%zz"))
        .isEqualTo(
            "400 Segment 2 of the path is not percent-encoded UTF-8. '%zz' at position 0 is not a"
                + " percent-encoded byte; '%' is followed by two hexadecimal digits.");
    assertThat(get(table, "/unknown/%C3%28"))
        .isEqualTo(
            "400 Segment 2 of the path is not percent-encoded UTF-8. The percent-encoded bytes at"
                + " position 0 are not UTF-8.");
    for (var bad : List.of("%", "%4", "%C0%AF", "%ED%A0%80", "%F5%80%80%80", "%FF", "%c3")) {
      assertThat(get(table, "/a/" + bad)).as(bad).startsWith("400 Segment 2 ");
      assertThat(get(table, "/" + bad + "//x")).as(bad).startsWith("400 Segment 1 ");
    }
  }

  @Test
  void control_characters_are_malformed() {
    var table = table("GET /a/{x}");
    assertThat(get(table, "/a/x%00y"))
        .isEqualTo("400 Segment 2 of the path contains the control character U+0000.");
    for (var bad : List.of("%0A", "%0d", "%1F", "%7F", "%C2%80", "%C2%9F")) {
      assertThat(get(table, "/a/x" + bad)).as(bad).startsWith("400 Segment 2 ");
    }
  }

  @Test
  void characters_that_must_be_encoded_are_malformed() {
    var table = table("GET /café", "GET /a/{x}");
    assertThat(get(table, "/café"))
        .isEqualTo(
            "400 Segment 1 of the path contains the character U+00E9 without percent-encoding.");
    for (var bad : List.of(" ", "\t", "\u0000", "\r\n", "\u007F", "ü", "\uD800", "😀")) {
      assertThat(get(table, "/a/x" + bad)).startsWith("400 Segment 2 ");
    }
  }

  @Test
  void dot_segments_are_malformed_in_every_spelling() {
    var table = table("GET /a/{x}", "GET /f/{file:path}");
    assertThat(get(table, "/f/../etc"))
        .isEqualTo("400 Segment 2 of the path is \"..\", which stands for another folder.");
    for (var bad :
        List.of(
            ".",
            "..",
            "%2e",
            "%2E%2e",
            ".%2E",
            "..%2Fetc",
            "x%2F..",
            "..%5Cetc",
            "..\\etc",
            "x%2F.%2Fy",
            "x\\..")) {
      assertThat(get(table, "/a/" + bad)).as(bad).startsWith("400 Segment 2 ");
      assertThat(get(table, "/f/x/" + bad + "/y")).as(bad).startsWith("400 Segment 3 ");
      assertThat(get(table, "/" + bad)).as(bad).startsWith("400 Segment 1 ");
    }
  }

  @Test
  void names_with_dots_are_ordinary() {
    var table = table("GET /.well-known/{x}", "GET /...");
    assertThat(get(table, "/.well-known/..x")).isEqualTo("GET /.well-known/{x} [..x]");
    assertThat(get(table, "/.well-known/a.")).isEqualTo("GET /.well-known/{x} [a.]");
    assertThat(get(table, "/...")).isEqualTo("GET /... []");
  }
}
