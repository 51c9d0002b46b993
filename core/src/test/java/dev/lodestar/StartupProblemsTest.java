package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.event.Listens;
import dev.lodestar.http.Response;
import dev.lodestar.model.Default;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Mistakes are found when the application is built, all of them at once.
@SuppressWarnings("unused")
class StartupProblemsTest {

  private static List<StartupProblem> problemsOf(App.Builder builder) {
    return catchThrowableOfType(StartupException.class, builder::build).problems();
  }

  private static StartupProblem problemOf(Object... controllers) {
    var problems = problemsOf(Lodestar.app().routes(controllers));
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  static final class TenMistakes {
    @Get("/{id}/{id}")
    String twice(int id) {
      return "";
    }

    @Get("/slot/{id:integer}")
    String slot(int id) {
      return "";
    }

    @Get("/typo/{skuu}")
    String typo(String sku) {
      return "";
    }

    @Get("/filter")
    String filter(InputStream filter) {
      return "";
    }

    @Get("/size")
    String size(@Default("ten") int size) {
      return "";
    }

    @Delete("/gone")
    String gone() {
      return "";
    }

    @Get(value = "/html", produces = "html")
    String html() {
      return "";
    }

    @Get("/same/{a}")
    String same(String a) {
      return "";
    }

    @Get("/same/{b}")
    String other(String b) {
      return "";
    }

    @Get("/body")
    String body(@Body List<String> names) {
      return "";
    }

    @Get("/constraint")
    String constraint(@Size(max = 3) int number) {
      return "";
    }

    @Get("/result")
    Thread result() {
      return Thread.currentThread();
    }

    @Route(method = "GE T", value = "/method")
    String method() {
      return "";
    }
  }

  @Test
  void all_mistakes_of_an_application_are_in_one_report() {
    var problems = problemsOf(Lodestar.app().routes(TenMistakes.class));

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsExactlyInAnyOrder(
            "path-parameter-twice",
            "path-slot-unknown",
            "path-parameter-unused",
            "parameter-source",
            "parameter-declaration",
            "content-forbidden",
            "media-type",
            "route-conflict",
            "body-without-content",
            "parameter-declaration",
            "result-type",
            "request-method");
    assertThat(problems)
        .allSatisfy(problem -> {
          assertThat(problem.location().orElseThrow()).startsWith("StartupProblemsTest.java:");
          assertThat(problem.subject()).startsWith("TenMistakes.");
          assertThat(problem.what()).endsWith(".");
        });
  }

  static final class Typo {
    @Get("/widgets/{skuu}")
    String get(String sku) {
      return "";
    }
  }

  @Test
  void a_misspelt_path_parameter_is_found_and_the_right_name_suggested() {
    var problem = problemOf(Typo.class);

    assertThat(problem.what())
        .isEqualTo(
            "The path \"/widgets/{skuu}\" has the parameter \"skuu\", but the handler takes no"
                + " parameter of that name.");
    assertThat(problem.fix())
        .isEqualTo(
            "Write {sku} in the path, or call the parameter \"skuu\": path and parameter need the same"
                + " name.");
  }

  static final class SourceLess {
    @Get("/search")
    String search(Thread filter) {
      return "";
    }
  }

  @Test
  void a_parameter_without_a_source_is_explained_by_the_rules() {
    var problem = problemOf(SourceLess.class);

    assertThat(problem.what())
        .isEqualTo(
            "The parameter \"Thread filter\" has no source: no annotation names one, the path has no"
                + " parameters, its type does not stand for the request or a part of it, no provider"
                + " of its type is visible here, GET requests have no body, and its type is not a"
                + " simple one that could come from the query.");
    assertThat(problem.fix()).startsWith("Give it a simple type");
  }

  @Test
  void a_mistake_of_a_handler_that_is_registered_twice_is_reported_once() {
    var app =
        Lodestar.app()
            .routes(
                Router.at("/a").routes(SourceLess.class), Router.at("/b").routes(SourceLess.class));

    assertThat(problemsOf(app)).hasSize(1);
  }

  @Test
  void problems_of_controllers_and_routers_name_the_place_of_their_registration() {
    var router = Router.at("/loop");
    router.mount(router);
    var problems = problemsOf(Lodestar.app().routes(NotAController.class).routes(router));

    assertThat(problems)
        .hasSize(2)
        .allSatisfy(problem ->
            assertThat(problem.location().orElseThrow()).startsWith("StartupProblemsTest.java:"));
  }

  static final class TwoBodies {
    record A(String a) {}

    record B(String b) {}

    @Post("/two")
    void two(A first, B second) {}
  }

  @Test
  void two_parameters_that_could_be_the_body_are_ambiguous() {
    var problems = problemsOf(Lodestar.app().routes(TwoBodies.class));

    assertThat(problems).hasSize(2);
    assertThat(problems.getFirst().what())
        .contains("there are 2 parameters that could be the body");
    assertThat(problems.getFirst().fix()).contains("@Body");
  }

  static final class SometimesThere {
    @Get({"/list", "/list/{page}"})
    String list(int page) {
      return "";
    }
  }

  @Test
  void a_parameter_that_only_one_of_the_paths_has_must_be_optional() {
    var problem = problemOf(SometimesThere.class);

    assertThat(problem.code()).isEqualTo("path-parameter-absent");
    assertThat(problem.fix()).contains("Optional").contains("@Default");
  }

  static final class WrongSlot {
    @Get("/{id:uuid}")
    String get(int id) {
      return "";
    }
  }

  @Test
  void a_slot_and_a_type_that_cannot_agree_are_refused() {
    assertThat(problemOf(WrongSlot.class).what()).contains("\"int id\"").contains("gives UUID");
  }

  static final class UnknownPathParam {
    @Get("/{sku}")
    String get(@PathParam("skew") String name, String sku) {
      return "";
    }
  }

  @Test
  void an_annotation_that_names_an_unknown_path_parameter_is_refused() {
    assertThat(problemOf(UnknownPathParam.class).code()).isEqualTo("path-parameter-unknown");
  }

  static final class NotAController {
    String get() {
      return "";
    }
  }

  @Test
  void a_class_without_handlers_is_not_a_controller() {
    assertThat(problemOf(NotAController.class).code()).isEqualTo("controller-without-handlers");
    assertThat(problemOf("a string").subject()).isEqualTo("String");
  }

  static final class NeedsArguments {
    NeedsArguments(String argument) {}

    @Get("/x")
    String get() {
      return "";
    }
  }

  static final class Failing {
    Failing() {
      throw new IllegalStateException("no database");
    }

    @Get("/x")
    String get() {
      return "";
    }
  }

  @Test
  void a_controller_that_cannot_be_made_is_refused_with_the_reason() {
    assertThat(problemOf(NeedsArguments.class).what())
        .contains("\"String argument\" takes String, but no provider of it is visible here.");
    assertThat(problemOf(Failing.class).what()).contains("no database");
  }

  static final class Unmapped {
    String get() {
      return "";
    }
  }

  @Test
  void a_method_reference_to_a_method_without_mapping_is_refused() {
    var problems = problemsOf(Lodestar.app().route(Unmapped::get));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo("handler-without-mapping");
  }

  @Test
  void a_lambda_is_not_a_method_reference() {
    var problems = problemsOf(Lodestar.app().route(() -> "hi"));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().location().orElseThrow())
        .startsWith("StartupProblemsTest.java:");
  }

  @Test
  void functions_with_the_same_shape_collide_and_both_places_are_named() {
    var builder =
        Lodestar.app()
            .get("/x/{a}", request -> Response.text("1"))
            .get("/x/{b}", request -> Response.text("2"));

    var problem = problemsOf(builder).getFirst();

    assertThat(problem.code()).isEqualTo("route-conflict");
    assertThat(problem.what() + problem.location()).contains("StartupProblemsTest.java:");
  }

  @Test
  void a_malformed_path_of_a_function_is_reported_at_the_call() {
    var problem = problemsOf(Lodestar.app().get("/x/{", request -> Response.text("1"))).getFirst();

    assertThat(problem.location().orElseThrow()).startsWith("StartupProblemsTest.java:");
  }

  @Test
  void a_router_inside_itself_is_refused() {
    var router = Router.at("/a");
    router.mount(router);

    assertThat(problemsOf(Lodestar.app().mount(router)).getFirst().code())
        .isEqualTo("router-cycle");
  }

  static final class SameName {
    @Get(value = "/a", name = "n")
    String a() {
      return "";
    }

    @Get(value = "/b", name = "n")
    String b() {
      return "";
    }
  }

  @Test
  void a_name_belongs_to_one_handler() {
    assertThat(problemOf(SameName.class).code()).isEqualTo("route-name");
  }

  static final class MistakeBesideAMistake {
    @Get("/x")
    String get(@Default("ten") int size, InputStream filter) {
      return "";
    }
  }

  @Test
  void a_mistake_in_one_parameter_is_not_blamed_on_another() {
    assertThat(problemsOf(Lodestar.app().routes(MistakeBesideAMistake.class)))
        .extracting(StartupProblem::code)
        .containsExactly("parameter-declaration", "parameter-source");
  }

  static final class HeadWithContent {
    @Get("/head")
    @Head("/h")
    String head() {
      return "";
    }
  }

  @Test
  void a_head_handler_returns_nothing() {
    assertThat(problemOf(HeadWithContent.class).code()).isEqualTo("head-with-content");
  }

  static final class BadStatus {
    @Get(value = "/x", status = 99)
    String get() {
      return "";
    }

    @Get(value = "/y", status = 304)
    @Nullable String notModified() {
      return null;
    }
  }

  @Test
  void a_status_that_is_none_or_forbids_the_content_is_refused() {
    assertThat(problemsOf(Lodestar.app().routes(BadStatus.class)))
        .extracting(StartupProblem::code)
        .containsExactly("status", "content-forbidden");
  }

  static final class OptionalDefault {
    @Get("/x")
    String get(@Default("1") Optional<Integer> n) {
      return "";
    }
  }

  @Test
  void an_optional_has_no_default() {
    assertThat(problemOf(OptionalDefault.class).code()).isEqualTo("parameter-declaration");
  }

  @Test
  void the_report_reads_like_a_page() {
    var failure =
        catchThrowableOfType(
            StartupException.class, () -> Lodestar.app().routes(Typo.class).build());

    assertThat(failure.getMessage().replaceAll(":\\d+", ":N"))
        .isEqualTo(
            """
            The application cannot start: 1 problem was found.

             1. StartupProblemsTest.java:N  Typo.get(String sku)  \
            [path-parameter-unused]
                The path "/widgets/{skuu}" has the parameter "skuu", but the handler takes no parameter of that
                name.
                Fix: Write {sku} in the path, or call the parameter "skuu": path and parameter need the same
                name.\
            """);
  }

  @Test
  void problems_are_listed_in_the_order_of_the_source() {
    var lines =
        problemsOf(Lodestar.app().routes(TenMistakes.class)).stream()
            .map(problem -> problem.location().orElseThrow().replaceAll(".*:", ""))
            .map(Integer::valueOf)
            .toList();

    assertThat(lines).isSorted();
  }

  static final class Unusable {
    @Get("/a")
    String a(@Header("a b:\n") String name) {
      return "";
    }

    @Get("/b")
    String b(@Cookie("a;b") String name) {
      return "";
    }

    @Get("/c")
    String c(@Query @Header String name) {
      return "";
    }

    @Get("/d")
    String d(@Min(10) @Default("5") int number) {
      return "";
    }
  }

  @Test
  void declarations_that_no_request_can_satisfy_are_refused() {
    assertThat(problemsOf(Lodestar.app().routes(Unusable.class)))
        .extracting(StartupProblem::code)
        .containsExactly(
            "parameter-name-illegal",
            "parameter-name-illegal",
            "parameter-source-twice",
            "default-constraint");
  }

  static final class BrokenClass {
    static final int X = Integer.parseInt("no number");

    @Get("/x")
    String get() {
      return "" + X;
    }
  }

  @Test
  void a_class_that_cannot_be_initialized_is_a_problem_like_others() {
    assertThat(problemOf(BrokenClass.class).what()).contains("no number");
    assertThat(problemOf((Object) String[].class).subject()).isEqualTo("String[]");
  }

  @Test
  void nothing_can_be_registered_as_null() {
    assertThatNullPointerException()
        .isThrownBy(() -> Lodestar.app().get("/x", null))
        .withMessage("handler");
    assertThatNullPointerException()
        .isThrownBy(() -> Lodestar.app().mount(null))
        .withMessage("router");
  }

  static void buildsWithATypo() {
    Lodestar.app().routes(Typo.class).build();
  }

  @Test
  void the_report_comes_without_the_calls_inside_of_the_framework() {
    var failure =
        catchThrowableOfType(StartupException.class, StartupProblemsTest::buildsWithATypo);

    assertThat(failure.getStackTrace()[0].getClassName()).doesNotStartWith("dev.lodestar.");
  }

  /// The source launcher of Java cuts its own calls off what a program throws, without a look at
  /// what there is.
  @Test
  void the_report_has_the_calls_that_led_to_the_program() throws NoSuchMethodException {
    var main = StartupProblemsTest.class.getDeclaredMethod("buildsWithATypo");

    var thrown = catchThrowableOfType(InvocationTargetException.class, () -> main.invoke(null));

    assertThat(thrown.getCause()).isInstanceOf(StartupException.class);
    assertThat(thrown.getCause().getStackTrace())
        .hasSizeGreaterThanOrEqualTo(thrown.getStackTrace().length);
  }

  static final class OtherHabits {
    @Get("/a/:id")
    String colon(int id) {
      return "";
    }

    @Get("/b/<id>")
    String angle(int id) {
      return "";
    }

    @Get("/c/{*rest}")
    String rest(String rest) {
      return "";
    }

    @Route(method = "get", value = "/d")
    String lower() {
      return "";
    }
  }

  @Test
  void habits_from_other_frameworks_are_recognised() {
    assertThat(problemsOf(Lodestar.app().routes(OtherHabits.class)))
        .extracting(StartupProblem::fix)
        .containsExactly(
            "Write {id}.",
            "Write {id}.",
            "Write {rest:path} for the rest of the path.",
            "Did you mean \"GET\"?");
  }

  static final class BadListeners {
    @Listens
    void nothing() {}

    @Listens
    void two(String event, int count) {}

    @Listens
    void generic(List<String> event) {}

    @Listens
    void primitive(int event) {}
  }

  @Test
  void a_listener_takes_one_event_of_a_class_without_type_arguments() {
    var problems = problemsOf(Lodestar.app().listeners(new BadListeners()));

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsExactly(
            "listener-parameters", "listener-parameters", "listener-event", "listener-event");
    assertThat(problems.get(1).what())
        .isEqualTo("A listener has one parameter, the event, but this one has 2.");
    assertThat(problems.get(2).what())
        .isEqualTo(
            "The type of the event \"List<String> event\" has type arguments, which no event knows"
                + " of itself when it is published.");
    assertThat(problems.get(3).what())
        .isEqualTo("The type of the event \"int event\" is primitive, but an event is an object.");
  }

  @Test
  void listeners_without_a_listener_method_are_a_problem() {
    var problems = problemsOf(Lodestar.app().listeners("a text"));

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsExactly("listener-without-methods");
    assertThat(problems.getFirst().subject()).isEqualTo("String");
  }
}
