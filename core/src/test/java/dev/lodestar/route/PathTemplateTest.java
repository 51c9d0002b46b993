package dev.lodestar.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

  @Test
  void segments_are_literals_and_parameters() {
    assertThat(TestRoutes.template("/users/{id:int}/files/{file:path}").segments())
        .containsExactly(
            new Segment.Literal("users"),
            new Segment.Parameter("id", Optional.of("int"), false),
            new Segment.Literal("files"),
            new Segment.Parameter("file", Optional.of("path"), true));
  }

  @Test
  void parameters_are_listed_in_order() {
    assertThat(TestRoutes.template("/{b}/x/{a:int}").parameters())
        .extracting(Segment.Parameter::name)
        .containsExactly("b", "a");
  }

  @Test
  void leading_slash_is_optional_and_a_trailing_slash_is_dropped() {
    for (var declared : List.of("/a/{b}", "a/{b}", "/a/{b}/", "a/{b}/")) {
      assertThat(TestRoutes.template(declared)).hasToString("/a/{b}");
    }
  }

  @Test
  void slash_and_nothing_are_the_root() {
    assertThat(TestRoutes.template("/").segments()).isEmpty();
    assertThat(TestRoutes.template("").segments()).isEmpty();
    assertThat(TestRoutes.template("/")).hasToString("/");
  }

  @Test
  void spaces_around_name_and_slot_are_dropped() {
    assertThat(TestRoutes.template("/{ id : int }")).hasToString("/{id:int}");
  }

  @Test
  void other_characters_are_text() {
    assertThat(TestRoutes.template("/café/a:id/*/a b/.well-known/a..b/😀").segments())
        .containsExactly(
            new Segment.Literal("café"),
            new Segment.Literal("a:id"),
            new Segment.Literal("*"),
            new Segment.Literal("a b"),
            new Segment.Literal(".well-known"),
            new Segment.Literal("a..b"),
            new Segment.Literal("😀"));
  }

  @Test
  void joining_puts_exactly_one_slash_between_the_layers() {
    assertThat(PathTemplate.join("/widgets", "/{id}")).isEqualTo("/widgets/{id}");
    assertThat(PathTemplate.join("/widgets/", "/{id}")).isEqualTo("/widgets/{id}");
    assertThat(PathTemplate.join("/widgets/", "{id}")).isEqualTo("/widgets/{id}");
    assertThat(PathTemplate.join("/widgets", "{id}")).isEqualTo("/widgets/{id}");
    assertThat(PathTemplate.join("/", "/x")).isEqualTo("/x");
    assertThat(PathTemplate.join("/widgets", "")).isEqualTo("/widgets");
    assertThat(PathTemplate.join("/widgets", "/")).isEqualTo("/widgets");
    assertThat(TestRoutes.template(PathTemplate.join("/", "/"))).hasToString("/");
  }

  @Test
  void a_template_may_have_as_many_segments_as_a_request() {
    assertThat(TestRoutes.template("/x".repeat(256)).segments()).hasSize(256);
    assertThat(problems("/x".repeat(257)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what()).endsWith(" has 257 segments.");
          assertThat(problem.fix()).isEqualTo("A path has at most 256 segments; shorten it.");
        });
  }

  @Test
  void an_empty_segment_is_refused() {
    assertThat(only("/a//b"))
        .isEqualTo(
            new RouteProblem(
                "path-segment-empty",
                "The path \"/a//b\" has an empty segment at character 4, which no request can"
                    + " match.",
                "Remove the additional slash."));
    assertThat(problems("//")).hasSize(1);
    assertThat(problems("/a//")).hasSize(1);
    assertThat(problems("//a")).hasSize(1);
  }

  @Test
  void dot_segments_and_control_characters_are_refused() {
    assertThat(only("/a/../b"))
        .isEqualTo(
            new RouteProblem(
                "path-literal-illegal",
                "The path \"/a/../b\" has a segment at character 4 that is \"..\", which stands for"
                    + " another folder.",
                "Remove it: no request can match such a segment."));
    assertThat(only("/.").what()).contains("at character 2 that is \".\"");
    assertThat(only("/a\nb").what()).contains("contains the control character U+000A");
    assertThat(only("/a\uD800").what()).contains("contains the unpaired surrogate U+D800");
  }

  @Test
  void braces_that_do_not_enclose_a_whole_segment_are_refused() {
    assertThat(only("/items/p{id}"))
        .isEqualTo(
            new RouteProblem(
                "path-braces",
                "The path \"/items/p{id}\" has a '{' at character 9 that does not enclose a whole"
                    + " segment.",
                "Let the parameter fill the space between two slashes, as in \"/items/{id}\"; take"
                    + " a text that contains more than the value as a String and split it in the"
                    + " handler."));
    for (var declared : List.of("/{a", "/a}", "/{a}{b}", "/{a}x", "/{{a}}", "/{", "/}{", "/x{a}")) {
      assertThat(only(declared).code()).as(declared).isEqualTo("path-braces");
    }
  }

  @Test
  void braces_that_are_never_closed_are_refused_as_that() {
    assertThat(only("/v1/{tenant/a"))
        .isEqualTo(
            new RouteProblem(
                "path-braces",
                "The path \"/v1/{tenant/a\" has a '{' at character 5 that is never closed.",
                "Write the '}' behind the name of the parameter."));
  }

  @Test
  void encoded_literals_are_refused() {
    assertThat(only("/caf%C3%A9"))
        .isEqualTo(
            new RouteProblem(
                "path-literal-encoded",
                "The path \"/caf%C3%A9\" has a '%' at character 5, but literals are written"
                    + " decoded.",
                "Write the character itself, as in \"/café\"."));
  }

  @Test
  void query_and_fragment_are_refused() {
    assertThat(only("/a?b=1"))
        .isEqualTo(
            new RouteProblem(
                "path-literal-illegal",
                "The path \"/a?b=1\" has a '?' at character 3, where the path of a URL ends.",
                "Remove the query: query parameters are declared as parameters of the handler."));
    assertThat(only("/a#b").fix()).isEqualTo("Remove the fragment: clients do not send it.");
  }

  @Test
  void a_name_must_be_an_identifier() {
    assertThat(only("/{order-id}"))
        .isEqualTo(
            new RouteProblem(
                "path-parameter-name",
                "The path \"/{order-id}\" has the parameter name \"order-id\" at character 2, which"
                    + " is not a Java identifier.",
                "Write {orderId}, the name of the handler's parameter."));
    assertThat(only("/{}"))
        .isEqualTo(
            new RouteProblem(
                "path-parameter-name",
                "The path \"/{}\" has the parameter {} without a name at character 2.",
                "Write {name}, the name of the handler's parameter."));
    assertThat(only("/{:int}").what()).contains("{:int} without a name");
    assertThat(only("/{1st}").fix()).startsWith("Write {st},");
    assertThat(only("/{a\u0001}").code()).isEqualTo("path-parameter-name");
  }

  @Test
  void a_name_may_stand_only_once() {
    assertThat(only("/{id}/x/{id:int}"))
        .isEqualTo(
            new RouteProblem(
                "path-parameter-twice",
                "The path \"/{id}/x/{id:int}\" has the parameter \"id\" twice, at characters 2 and"
                    + " 9.",
                "Give each parameter a name of its own."));
  }

  @Test
  void an_unknown_slot_gets_a_suggestion_and_the_list() {
    assertThat(only("/users/{id:itn}"))
        .isEqualTo(
            new RouteProblem(
                "path-slot-unknown",
                "The path \"/users/{id:itn}\" names the unknown slot type \"itn\" at character 8.",
                "Did you mean \"int\"? Known are str, int, long, double, decimal, uuid, bool, date,"
                    + " datetime, time, duration, path."));
    assertThat(only("/{id:regexp}").fix()).startsWith("Known are str, ");
  }

  @Test
  void a_parameter_has_one_slot_at_most() {
    assertThat(only("/{id:}").what())
        .isEqualTo("The path \"/{id:}\" has a colon without a slot type at character 2.");
    assertThat(only("/{id:int:5}").what())
        .isEqualTo(
            "The path \"/{id:int:5}\" has more than one colon in the parameter at character 2.");
  }

  @Test
  void a_greedy_parameter_must_be_last() {
    assertThat(only("/{file:path}/edit"))
        .isEqualTo(
            new RouteProblem(
                "path-parameter-greedy",
                "The path \"/{file:path}/edit\" goes on after the parameter {file:path} at"
                    + " character 2, which takes the rest of the path.",
                "Move it to the end, or drop \":path\" so that it takes one segment."));
    assertThat(problems("/{a:path}/{b:path}")).hasSize(1);
    assertThat(TestRoutes.template("/{file:path}/")).hasToString("/{file:path}");
  }

  @Test
  void all_problems_of_a_template_are_reported_in_order() {
    assertThat(problems("/{a:path}//{a}/{b:itn}/50%/{c-d:x:y}/.."))
        .extracting(RouteProblem::code)
        .containsExactly(
            "path-parameter-greedy",
            "path-segment-empty",
            "path-parameter-twice",
            "path-slot-unknown",
            "path-literal-encoded",
            "path-parameter-name",
            "path-slot-unknown",
            "path-literal-illegal");
  }

  @Test
  void a_problem_becomes_part_of_the_startup_report() {
    var problem = only("/a//b").about("Widgets.get(String)").at("Widgets.java:17");
    assertThat(problem.subject()).isEqualTo("Widgets.get(String)");
    assertThat(problem.code()).isEqualTo("path-segment-empty");
    assertThat(problem.fix()).isEqualTo("Remove the additional slash.");
  }

  private static RouteProblem only(String declared) {
    var problems = problems(declared);
    assertThat(problems).as(declared).hasSize(1);
    return problems.getFirst();
  }

  private static List<RouteProblem> problems(String declared) {
    var problems = new ArrayList<RouteProblem>();
    var template = PathTemplate.parse(declared, Slots.standard(), problems::add);
    assertThat(template.isEmpty()).as(declared).isEqualTo(!problems.isEmpty());
    return problems;
  }
}
