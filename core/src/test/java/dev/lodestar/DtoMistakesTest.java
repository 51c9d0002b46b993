package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.dto.Draft;
import dev.lodestar.dto.Dto;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.model.Private;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.WriteOnly;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.test.TestClient;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is wrong with DTOs is told when the application is built.
class DtoMistakesTest {
  record Maker(String name) {}

  record Widget(long id, String sku, @Nullable Maker maker, @Private @Nullable String pin) {}

  record Gadget(String name) {}

  record Account(String name, @WriteOnly String password) {}

  record Page<T>(List<T> items) {}

  static final class ReadWidget extends Dto<Widget> {
    ReadWidget() {
      exclude(Widget::id);
    }
  }

  static final class PublicWidget extends Dto<Widget> {
    PublicWidget() {
      include(Widget::sku);
    }
  }

  static final class ReadAccount extends Dto<Account> {
    ReadAccount() {
      include(Account::name, Account::password);
    }
  }

  static final class PatchWidget extends Dto<Widget> {
    PatchWidget() {
      partial();
    }
  }

  static final class Pages extends Dto<Page<Widget>> {}

  static final class Words extends Dto<String> {}

  static final class NeedsArgument extends Dto<Widget> {
    NeedsArgument(String field) {
      exclude(field);
    }
  }

  abstract static class Abstract extends Dto<Widget> {}

  static final class Failing extends Dto<Widget> {
    Failing() {
      throw new IllegalStateException("no luck");
    }
  }

  static final class Wrong extends Dto<Widget> {
    Wrong() {
      exclude("idd");
      exclude("maker.nmae");
      exclude(widget -> widget.sku());
      rename(Widget::sku, "id");
      mark(Widget::toString, dev.lodestar.model.Mark.PRIVATE);
      include(Widget::pin);
    }
  }

  static final class Widgets {
    @Get("/widgets")
    List<Widget> list() {
      return List.of();
    }

    @Post("/widgets")
    void create(Widget widget) {}
  }

  static final class Gadgets {
    @Get("/gadgets")
    List<Gadget> list() {
      return List.of();
    }

    @Post("/gadgets")
    void create(Gadget gadget) {}
  }

  private static List<StartupProblem> problemsOf(App.Builder app) {
    var refusal = catchThrowableOfType(StartupException.class, app::build);
    assertThat(refusal).as("the application was built").isNotNull();
    return refusal.problems();
  }

  private static StartupProblem onlyProblemOf(App.Builder app) {
    var problems = problemsOf(app);
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void everything_that_a_dto_says_wrong_is_listed_with_its_line() {
    var problems = problemsOf(Lodestar.app().returns(Wrong.class).routes(new Widgets()));

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsOnly("dto-field", "dto-reference", "dto-projection");
    assertThat(problems)
        .extracting(StartupProblem::what)
        .contains(
            "Widget: There is no field \"idd\" in Widget.",
            "Widget.maker: There is no field \"nmae\" in Maker.",
            "The method Widget::toString reads no field of Widget.",
            "Widget: Fields of Widget are both included and excluded.",
            "Widget: The field pin is @Private and cannot be included.");
    assertThat(problems)
        .allSatisfy(problem ->
            assertThat(problem.location().orElseThrow()).matches("DtoMistakesTest\\.java:\\d+"));
    assertThat(problems.stream().map(StartupProblem::location).distinct().count())
        .isGreaterThanOrEqualTo(5);
    assertThat(problems)
        .filteredOn(problem -> problem.what().contains("idd"))
        .singleElement()
        .extracting(StartupProblem::fix)
        .asString()
        .startsWith("Did you mean \"id\"?");
  }

  @Test
  void a_dto_that_is_attached_in_many_places_is_told_once() {
    var problems =
        problemsOf(
            Lodestar.app()
                .returns(Dto.of(Widget.class).exclude("idd"))
                .mount(Router.at("/a").accepts(ReadAccount.class).routes(new Widgets()))
                .mount(Router.at("/b").withoutReturns(Maker.class).routes(new Widgets())));

    assertThat(problems).filteredOn(problem -> problem.what().contains("idd")).hasSize(1);
  }

  @Test
  void a_dto_is_for_one_class_that_has_fields() {
    var wrapper =
        onlyProblemOf(Lodestar.app().returns(Pages.class).get("/", r -> Response.empty()));
    assertThat(wrapper.code()).isEqualTo("dto-type");
    assertThat(wrapper.fix())
        .isEqualTo(
            "Write a Dto<Widget>: it counts inside of Page, too. For the fields of Page itself,"
                + " write a Dto<Page<?>>.");

    var word = onlyProblemOf(Lodestar.app().returns(Words.class).get("/", r -> Response.empty()));
    assertThat(word.code()).isEqualTo("dto-type");
  }

  @Test
  void a_class_that_is_mapped_to_another_cannot_have_a_dto() {
    var problem =
        problemsOf(
                Lodestar.app()
                    .codecs(codecs -> codecs.mapping(Gadget.class, String.class, Gadget::name))
                    .returns(Dto.of(Gadget.class).exclude("name"))
                    .get("/", r -> Response.empty()))
            .getFirst();

    assertThat(problem.code()).isEqualTo("dto-type");
  }

  @Test
  void a_dto_class_that_cannot_be_made_is_told_with_the_reason() {
    var missing =
        onlyProblemOf(Lodestar.app().returns(NeedsArgument.class).get("/", r -> Response.empty()));
    assertThat(missing.code()).isEqualTo("dto-instance");
    assertThat(missing.subject()).isEqualTo("NeedsArgument");
    assertThat(missing.what()).isEqualTo("It has no constructor without parameters.");
    assertThat(missing.location().orElseThrow()).startsWith("DtoMistakesTest.java:");

    assertThat(
            onlyProblemOf(Lodestar.app().returns(Abstract.class).get("/", r -> Response.empty()))
                .what())
        .isEqualTo("It is abstract, so no DTO can be made of it.");
    assertThat(
            onlyProblemOf(Lodestar.app().returns(Failing.class).get("/", r -> Response.empty()))
                .what())
        .isEqualTo("Its constructor failed with java.lang.IllegalStateException: no luck.");
  }

  static final class Unrelated {
    @Get("/unrelated")
    @Returns(ReadWidget.class)
    Gadget get() {
      return new Gadget("g");
    }

    @Post("/unrelated")
    @Accepts(ReadWidget.class)
    void post(Gadget gadget) {}

    @Put("/unrelated")
    void put(@Accepts(ReadWidget.class) Gadget gadget) {}

    @Get("/simple")
    String simple(@Accepts(ReadWidget.class) String name) {
      return name;
    }

    @Post("/raw")
    @Accepts(ReadWidget.class)
    void raw(InputStream content) {}
  }

  @Test
  void a_handler_or_parameter_that_has_nothing_of_the_class_is_a_mistake() {
    var problems = problemsOf(Lodestar.app().routes(new Unrelated()));

    assertThat(problems).extracting(StartupProblem::code).containsOnly("dto-unused");
    assertThat(problems)
        .extracting(StartupProblem::what)
        .containsExactlyInAnyOrder(
            "ReadWidget is attached to it, but what it returns contains no Widget.",
            "ReadWidget is attached to it, but what it reads contains no Widget.",
            "ReadWidget is attached to the parameter \"Gadget gadget\", which contains no Widget.",
            "ReadWidget is attached to the parameter \"String name\", which is not read from a"
                + " document, a form or a group.",
            "ReadWidget is attached to it, but what it reads contains no Widget.");
    assertThat(problems)
        .allSatisfy(problem ->
            assertThat(problem.location().orElseThrow()).startsWith("DtoMistakesTest.java:"));
  }

  @Test
  void a_policy_that_protects_nothing_is_a_mistake() {
    var returned =
        onlyProblemOf(
            Lodestar.app().mount(Router.at("/g").returns(ReadWidget.class).routes(new Gadgets())));
    assertThat(returned.code()).isEqualTo("dto-unused");
    assertThat(returned.subject()).isEqualTo("Router.at(\"/g\")");
    assertThat(returned.what())
        .isEqualTo(
            "ReadWidget is attached to it, but what the handlers below return contains no Widget.");
    assertThat(returned.location().orElseThrow()).startsWith("DtoMistakesTest.java:");

    var read = onlyProblemOf(Lodestar.app().accepts(ReadWidget.class).routes(new Gadgets()));
    assertThat(read.what())
        .isEqualTo(
            "ReadWidget is attached to it, but what the handlers below read contains no Widget.");
  }

  static final class Misplaced {
    @Get("widgets/{")
    List<Widget> list() {
      return List.of();
    }
  }

  @Test
  void a_handler_with_other_mistakes_is_not_held_against_the_policy() {
    assertThat(
            problemsOf(
                Lodestar.app()
                    .returns(ReadWidget.class)
                    .accepts(PublicWidget.class)
                    .routes(new Misplaced())))
        .extracting(StartupProblem::code)
        .doesNotContain("dto-unused");
  }

  @Test
  void a_policy_counts_where_one_route_of_many_needs_it_or_may_need_it() {
    Lodestar.app().returns(ReadWidget.class).routes(new Gadgets(), new Widgets()).build();
    Lodestar.app()
        .returns(ReadWidget.class)
        .routes(new Gadgets())
        .get("/any", request -> Response.empty())
        .build();
    Lodestar.app()
        .returns(ReadWidget.class)
        .onError(IllegalStateException.class, (failure, request) -> Response.empty())
        .routes(new Gadgets())
        .build();
    Lodestar.app().returns(ReadWidget.class).build();
  }

  @Test
  void what_is_included_in_vain_is_a_mistake() {
    var problem =
        onlyProblemOf(
            Lodestar.app().returns(ReadAccount.class).get("/", request -> Response.empty()));

    assertThat(problem.code()).isEqualTo("dto-without-effect");
    assertThat(problem.what())
        .isEqualTo(
            "The field Account.password is included, but it is never written, and the DTO is only"
                + " attached for what is written.");
    Lodestar.app()
        .accepts(ReadAccount.class)
        .returns(ReadAccount.class)
        .routes(new Accounts())
        .build();
  }

  static final class Accounts {
    @Post("/accounts")
    Account create(Account account) {
      return account;
    }
  }

  @Test
  void a_constructor_that_needs_what_is_left_out_asks_for_a_draft() {
    var problem = onlyProblemOf(Lodestar.app().accepts(ReadWidget.class).routes(new Widgets()));

    assertThat(problem.code()).isEqualTo("dto-constructor");
    assertThat(problem.subject()).isEqualTo("Widgets.create(Widget widget)");
    assertThat(problem.what())
        .isEqualTo(
            "The parameter \"Widget widget\" cannot be made of what clients may send: a DTO leaves"
                + " out Widget.id, but the constructor needs its value.");
    assertThat(problem.fix()).startsWith("Take a Draft<Widget>,");
    assertThat(
            onlyProblemOf(Lodestar.app().accepts(ReadWidget.class).routes(new WidgetLists())).fix())
        .isEqualTo(
            "Keep the field in the DTO, give it a @Default, or make it an Optional or @Nullable.");
  }

  static final class Numbered {
    @Get("/numbers")
    @Returns(Words.class)
    List<Widget> list(@Accepts(Words.class) int number) {
      return List.of();
    }
  }

  @Test
  void a_dto_that_can_be_for_nothing_is_not_told_to_be_unused_as_well() {
    assertThat(problemsOf(Lodestar.app().routes(new Numbered())))
        .extracting(StartupProblem::code)
        .containsOnly("dto-type");
  }

  static final class Asked {
    @Get("/draft")
    void draft(Draft<Widget> draft) {}

    @Get("/page")
    void page(dev.lodestar.pagination.CursorPage<Widget> page) {}
  }

  @Test
  void what_get_requests_cannot_bring_along_says_what_to_write() {
    assertThat(problemsOf(Lodestar.app().routes(new Asked())))
        .extracting(StartupProblem::code, StartupProblem::fix)
        .containsExactlyInAnyOrder(
            tuple("body-without-content", "Use @Patch for changes, and @Post for a Draft."),
            tuple("parameter-source", "Take a CursorRequest, and return the page."));
  }

  record Parcel(Optional<Ticket> ticket) {}

  record Ticket(@ReadOnly long id, String seat) {}

  static final class Tickets {
    @Post("/tickets")
    void create(Ticket ticket) {}

    @Post("/parcels")
    void inside(Parcel parcel) {}

    @Post("/lists")
    void all(List<Ticket> tickets) {}

    @Post("/form")
    void form(@Form Ticket ticket) {}
  }

  @Test
  void a_constructor_that_needs_a_read_only_field_asks_for_a_draft_where_one_would_help() {
    var without = "Give it a @Default, or make it an Optional or @Nullable.";
    var with = without.replace(".", "; or take a Draft<%s>, and create the object with what the");

    assertThat(problemsOf(Lodestar.app().routes(new Tickets())))
        .allSatisfy(problem ->
            assertThat(problem.what())
                .endsWith(
                    "Ticket.id): The field is not read, but the constructor needs its value."))
        .extracting(StartupProblem::fix)
        .containsExactly(
            with.formatted("Ticket") + " server adds.",
            with.formatted("Parcel") + " server adds.",
            without,
            without);
  }

  @Test
  void an_object_inside_that_lacks_something_can_be_completed_in_a_draft() {
    var problem =
        onlyProblemOf(
            Lodestar.app().accepts(Dto.of(Seat.class).exclude(Seat::row)).routes(new Seats()));

    assertThat(problem.code()).isEqualTo("dto-constructor");
    assertThat(problem.fix()).startsWith("Take a Draft<Hall>,");
  }

  record Seat(int row, int number) {}

  record Hall(Seat best) {}

  static final class Seats {
    @Post("/halls")
    void create(Hall hall) {}
  }

  static final class WidgetLists {
    @Post("/lists")
    void create(List<Widget> widgets) {}
  }

  @Test
  void a_partial_dto_and_a_whole_object_do_not_fit() {
    var problem = onlyProblemOf(Lodestar.app().accepts(PatchWidget.class).routes(new Widgets()));

    assertThat(problem.code()).isEqualTo("dto-partial");
    assertThat(problem.fix()).startsWith("Take a MergePatch<Widget> to change an object,");
    assertThat(onlyProblemOf(Lodestar.app().routes(new PartialForm())).code())
        .isEqualTo("dto-partial");
  }

  static final class PartialForm {
    @Post("/form")
    void create(@Form @Accepts(PatchWidget.class) Widget widget) {}
  }

  @Returns({ReadWidget.class, PublicWidget.class})
  static final class Twice {
    @Get("/twice")
    @Accepts
    List<Widget> list() {
      return List.of();
    }
  }

  @Test
  void one_layer_names_one_dto_for_a_class() {
    assertThat(problemsOf(Lodestar.app().routes(Twice.class)))
        .extracting(StartupProblem::what)
        .containsExactlyInAnyOrder(
            "The annotation @Returns cannot be used: For Widget there are both ReadWidget and"
                + " PublicWidget, but only one can count.",
            "The annotation @Accepts cannot be used: It names no DTO.");
  }

  /// Writes everything as it is.
  private static final class Plain implements MediaFormat {
    @Override
    public MediaType mediaType() {
      return MediaType.parse("text/x-plain;charset=utf-8");
    }

    @Override
    public Optional<Writer> writerOf(Type type) {
      return Optional.of(
          (value, out) -> out.write(String.valueOf(value).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void a_format_that_knows_of_no_dto_is_not_offered_silently() {
    var problem =
        onlyProblemOf(
            Lodestar.app().format(new Plain()).returns(ReadWidget.class).routes(new Widgets()));

    assertThat(problem.code()).isEqualTo("dto-format");
    assertThat(problem.subject()).isEqualTo("Widgets.list()");
    assertThat(problem.what())
        .isEqualTo(
            "The format for text/x-plain;charset=utf-8 would write List<Widget> as it is, although a"
                + " DTO says what clients see of Widget.");
  }

  @Test
  void a_format_is_offered_for_what_no_dto_shapes_and_not_for_what_may_be_anything() {
    var app =
        Lodestar.app()
            .format(new Plain())
            .returns(PublicWidget.class)
            .routes(new Gadgets())
            .get("/any", request -> Response.of(Map.of("w", new Widget(7, "s", null, "1234"))))
            .build();
    var client = TestClient.of(app);

    assertThat(
            client
                .request(HttpMethod.GET, "/gadgets")
                .header("Accept", "text/x-plain")
                .send()
                .expectStatus(200)
                .text())
        .isEqualTo("[]");
    client
        .request(HttpMethod.GET, "/any")
        .header("Accept", "text/x-plain")
        .send()
        .expectStatus(406);
    assertThat(
            client
                .request(HttpMethod.GET, "/any")
                .header("Accept", "text/x-plain, application/json;q=0.1")
                .send()
                .text())
        .isEqualTo("{\"w\":{\"sku\":\"s\"}}");
  }
}
