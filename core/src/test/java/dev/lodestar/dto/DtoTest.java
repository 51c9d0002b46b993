package dev.lodestar.dto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Private;
import dev.lodestar.model.WriteOnly;
import dev.lodestar.report.StartupProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DtoTest {
  interface Named {
    String name();
  }

  record City(String name, String postCode) {}

  record Maker(String name, String taxNumber, City city) implements Named {}

  record Widget(
      long id, String sku, Optional<Maker> maker, List<City> soldIn, @Private String notes) {
    String label() {
      return sku + "!";
    }

    List<String> cities() {
      return soldIn.stream().map(City::name).toList();
    }
  }

  static class Base {
    private String getterOnly = "g";

    public String getGetterOnly() {
      return getterOnly;
    }

    public void setGetterOnly(String getterOnly) {
      this.getterOnly = getterOnly;
    }
  }

  static class Bean extends Base {
    private boolean ready;

    public boolean isReady() {
      return ready;
    }

    public void setReady(boolean ready) {
      this.ready = ready;
    }
  }

  sealed interface Shape {
    String name();
  }

  record Circle(String name, int radius) implements Shape {}

  record Square(String name, int side) implements Shape {}

  private static final Maker MAKER = new Maker("ACME", "DE1", new City("Bonn", "53111"));
  private static final Widget WIDGET =
      new Widget(7, "w-7", Optional.of(MAKER), List.of(new City("Ulm", "89073")), "secret");

  record Page<T>(int total, List<T> data) {}

  record Node(String name, List<Node> children) {}

  record Account(String name, @WriteOnly String password) {}

  private static final class ShortPage extends Dto<Page<?>> {
    ShortPage() {
      exclude(Page::total);
    }
  }

  private static final class CityCode extends Dto<City> {
    CityCode() {
      include(City::postCode);
      naming(NamingStrategy.SNAKE_CASE);
    }
  }

  private static final class NeedsArgument extends Dto<City> {
    NeedsArgument(String field) {
      exclude(field);
    }
  }

  private static final class Endless extends Dto<Node> {
    Endless() {
      nested(Node::children, Endless.class);
    }
  }

  private static @Nullable String nobody(City city) {
    return city.name().isEmpty() ? "somebody" : null;
  }

  private static final class WithoutId extends Dto<Widget> {
    WithoutId() {
      exclude(Widget::id, Widget::maker);
    }
  }

  private static final class Empty<T> extends Dto<T> {}

  private static class Middle<A, B> extends Dto<B> {}

  private static final class Lower extends Middle<String, Widget> {}

  private static final class Pages extends Dto<List<Widget>> {}

  private static final class Misspelt extends Dto<Widget> {
    Misspelt() {
      exclude("maker.nmae");
      rename(Widget::label, "label");
      exclude(widget -> widget.sku());
    }
  }

  private static <T> String written(T value, Dto<T> dto) {
    var json = Json.standard();
    @SuppressWarnings("unchecked") // the class of T
    var type = (Class<T>) value.getClass();
    return new String(
        json.codec(type, dto.projection(json.models())).encode(value), StandardCharsets.UTF_8);
  }

  private static List<StartupProblem> problemsOf(Dto<?> dto) {
    var problems = new ArrayList<StartupProblem>();
    assertThat(dto.projection(Models.standard(), problems::add)).isEmpty();
    return problems;
  }

  @Test
  void fields_are_excluded_by_their_getters() {
    assertThat(written(WIDGET, Dto.of(Widget.class).exclude(Widget::id, Widget::maker)))
        .isEqualTo("{\"sku\":\"w-7\",\"soldIn\":[{\"name\":\"Ulm\",\"postCode\":\"89073\"}]}");
  }

  @Test
  void a_subclass_says_what_it_shows_in_its_constructor() {
    assertThat(written(WIDGET, new WithoutId()))
        .isEqualTo("{\"sku\":\"w-7\",\"soldIn\":[{\"name\":\"Ulm\",\"postCode\":\"89073\"}]}");
  }

  @Test
  void a_path_leads_through_optional_values_and_lists() {
    assertThat(
            written(WIDGET, Dto.of(Widget.class).include("maker.city.name", "soldIn.name", "sku")))
        .isEqualTo(
            "{\"sku\":\"w-7\",\"maker\":{\"city\":{\"name\":\"Bonn\"}},"
                + "\"soldIn\":[{\"name\":\"Ulm\"}]}");
  }

  @Test
  void what_is_not_included_is_left_out() {
    assertThat(written(WIDGET, Dto.of(Widget.class).include(Widget::sku)))
        .isEqualTo("{\"sku\":\"w-7\"}");
  }

  @Test
  void a_rename_wins_over_the_naming_strategy() {
    assertThat(
            written(
                WIDGET,
                Dto.of(Widget.class)
                    .exclude("maker")
                    .naming(NamingStrategy.SNAKE_CASE)
                    .rename(Widget::sku, "articleNo")))
        .isEqualTo(
            "{\"id\":7,\"articleNo\":\"w-7\","
                + "\"sold_in\":[{\"name\":\"Ulm\",\"post_code\":\"89073\"}]}");
  }

  @Test
  void only_a_mark_lifts_a_mark() {
    assertThat(
            written(
                WIDGET,
                Dto.of(Widget.class).include(Widget::notes).mark(Widget::notes, Mark.READ_ONLY)))
        .isEqualTo("{\"notes\":\"secret\"}");
    assertThat(problemsOf(Dto.of(Widget.class).include(Widget::notes)))
        .singleElement()
        .extracting(StartupProblem::what)
        .isEqualTo("Widget: The field notes is @Private and cannot be included.");
  }

  @Test
  void depth_counts_objects_and_not_lists() {
    assertThat(written(WIDGET, Dto.of(Widget.class).maxDepth(0)))
        .isEqualTo("{\"id\":7,\"sku\":\"w-7\"}");
    assertThat(written(WIDGET, Dto.of(Widget.class).maxDepth(1).exclude(Widget::soldIn)))
        .isEqualTo(
            "{\"id\":7,\"sku\":\"w-7\",\"maker\":{\"name\":\"ACME\",\"taxNumber\":\"DE1\"}}");
  }

  @Test
  void the_getters_of_a_bean_name_its_properties() {
    assertThat(written(new Bean(), Dto.of(Bean.class).exclude(Bean::isReady)))
        .isEqualTo("{\"getterOnly\":\"g\"}");
    assertThat(written(new Bean(), Dto.of(Bean.class).exclude(Bean::getGetterOnly)))
        .isEqualTo("{\"ready\":false}");
    assertThat(written(new Bean(), Dto.of(Bean.class).exclude(Base::getGetterOnly)))
        .isEqualTo("{\"ready\":false}");
  }

  @Test
  void a_reference_may_name_the_method_of_an_interface() {
    assertThat(written(MAKER, Dto.of(Maker.class).exclude(Named::name, Maker::city)))
        .isEqualTo("{\"taxNumber\":\"DE1\"}");
  }

  @Test
  void a_getter_of_a_sealed_type_names_the_field_of_every_variant() {
    var json = Json.standard();
    var shapes =
        json.codec(Shape.class, Dto.of(Shape.class).exclude(Shape::name).projection(json.models()));

    assertThat(new String(shapes.encode(new Square("s", 3)), StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"Square\",\"side\":3}");
    assertThat(new String(shapes.encode(new Circle("c", 2)), StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"Circle\",\"radius\":2}");
  }

  @Test
  void the_type_comes_through_several_subclasses() {
    assertThat(new Lower().model()).isEqualTo(Widget.class);
  }

  @Test
  void a_dto_has_the_name_of_its_class_or_model_unless_another_is_given() {
    assertThat(new WithoutId().name()).isEqualTo("WithoutId");
    assertThat(new WithoutId()).hasToString("WithoutId");
    assertThat(Dto.of(Widget.class).name()).isEqualTo("Widget");
    assertThat(Dto.of(Widget.class)).hasToString("Dto.of(Widget.class)");
    assertThat(Dto.of(Widget.class).named("Teaser").name()).isEqualTo("Teaser");
  }

  @Test
  void descriptions_of_the_type_carry_the_name_of_the_dto() {
    assertThat(viewOf(new WithoutId())).contains("WithoutId");
    assertThat(viewOf(Dto.of(Widget.class).exclude("id").named("Teaser"))).contains("Teaser");
    assertThat(viewOf(Dto.of(Widget.class).exclude("id"))).isEmpty();
  }

  private static Optional<String> viewOf(Dto<Widget> dto) {
    var models = Models.standard();
    var shaped = Models.project(models.use(Widget.class), dto.projection(models));
    return ((ObjectModel) shaped.model()).view();
  }

  @Test
  void every_mistake_is_reported_with_its_line() {
    var problems = problemsOf(new Misspelt());

    assertThat(problems)
        .extracting(StartupProblem::code)
        .containsExactlyInAnyOrder("dto-field", "dto-reference", "dto-projection");
    assertThat(problems)
        .allSatisfy(
            problem -> assertThat(problem.location().orElseThrow()).matches("DtoTest\\.java:\\d+"));
    assertThat(Set.copyOf(problems.stream().map(StartupProblem::location).toList())).hasSize(3);
  }

  @Test
  void a_misspelt_path_is_told_with_what_was_meant() {
    assertThat(problemsOf(Dto.of(Widget.class).exclude("maker.nmae")))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.what())
              .isEqualTo("Widget.maker: There is no field \"nmae\" in Maker.");
          assertThat(problem.fix())
              .isEqualTo("Did you mean \"name\"? Its fields are name, taxNumber, city.");
        });
  }

  @Test
  void a_method_that_is_no_getter_names_no_field() {
    assertThat(problemsOf(Dto.of(Widget.class).exclude(Widget::label)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.subject()).isEqualTo("Dto.of(Widget.class)");
          assertThat(problem.what())
              .isEqualTo("The method Widget::label reads no field of Widget.");
          assertThat(problem.fix()).startsWith("Its fields are id, sku, maker, soldIn");
        });
  }

  @Test
  void a_lambda_expression_names_no_field() {
    assertThat(problemsOf(Dto.of(Widget.class).exclude(widget -> widget.sku())))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-reference");
          assertThat(problem.what()).contains("a lambda expression");
        });
  }

  @Test
  void another_dto_shapes_what_a_field_holds() {
    var city = Dto.of(City.class).include(City::name).rename(City::name, "town");

    assertThat(
            written(
                WIDGET,
                Dto.of(Widget.class)
                    .include(Widget::sku)
                    .nested(Widget::soldIn, city)
                    .nested("maker.city", CityCode.class)))
        .isEqualTo(
            "{\"sku\":\"w-7\",\"maker\":{\"city\":{\"post_code\":\"53111\"}},"
                + "\"soldIn\":[{\"town\":\"Ulm\"}]}");
  }

  @Test
  void what_a_nested_dto_says_wrong_is_reported_where_it_says_it() {
    var city = Dto.of(City.class).exclude("nmae").named("Town");

    assertThat(problemsOf(Dto.of(Widget.class).nested(Widget::soldIn, city)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.subject()).isEqualTo("Town");
          assertThat(problem.what()).isEqualTo("City: There is no field \"nmae\" in City.");
        });
  }

  @Test
  void a_nested_dto_is_for_what_the_field_holds() {
    assertThat(problemsOf(Dto.of(Widget.class).nested(Widget::maker, Dto.of(City.class))))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-nested");
          assertThat(problem.what())
              .isEqualTo(
                  "The DTO Dto.of(City.class) is for City, but the field Widget.maker holds Maker.");
          assertThat(problem.fix()).isEqualTo("Nest a DTO for Maker.");
        });
  }

  @Test
  void a_dto_cannot_be_nested_in_itself() {
    assertThat(problemsOf(new Endless()))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-cycle");
          assertThat(problem.fix()).contains("it counts for every Node");
        });
  }

  @Test
  void a_class_that_cannot_be_made_is_reported_with_the_reason() {
    assertThat(problemsOf(Dto.of(Widget.class).nested("maker.city", NeedsArgument.class)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-instance");
          assertThat(problem.what()).isEqualTo("It has no constructor without parameters.");
          assertThat(problem.location().orElseThrow()).startsWith("DtoTest.java:");
        });
  }

  @Test
  void computed_fields_come_last_and_take_their_type_from_the_method() {
    assertThat(
            written(
                WIDGET,
                Dto.of(Widget.class)
                    .include(Widget::sku)
                    .naming(NamingStrategy.SNAKE_CASE)
                    .add("longLabel", Widget::label)
                    .add("cities", Widget::cities)
                    .add("shout", widget -> widget.sku().toUpperCase(Locale.ROOT))
                    .add("count", widget -> widget.soldIn().size())
                    .add(
                        "codes",
                        new JsonType<List<String>>() {},
                        widget -> widget.soldIn().stream().map(City::postCode).toList())))
        .isEqualTo(
            "{\"sku\":\"w-7\",\"long_label\":\"w-7!\",\"cities\":[\"Ulm\"],\"shout\":\"W-7\","
                + "\"count\":1,\"codes\":[\"89073\"]}");
  }

  @Test
  void a_computed_value_may_be_null() {
    assertThat(
            written(
                new City("Ulm", "1"),
                Dto.of(City.class).include(City::name).add("mayor", DtoTest::nobody)))
        .isEqualTo("{\"name\":\"Ulm\",\"mayor\":null}");
  }

  @Test
  void a_computed_field_cannot_have_the_name_of_another() {
    assertThat(problemsOf(Dto.of(Widget.class).add("sku", Widget::label)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-projection");
          assertThat(problem.what()).contains("sku");
        });
  }

  @Test
  void of_a_lambda_expression_nobody_knows_what_a_list_holds() {
    assertThat(problemsOf(Dto.of(Widget.class).add("cities", widget -> widget.cities())))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-computed");
          assertThat(problem.what())
              .isEqualTo(
                  "The value has the type List, and of a lambda expression the compiler does not keep of"
                      + " what.");
        });
  }

  @Test
  void a_wrapper_can_have_a_dto_for_its_own_fields() {
    var json = Json.standard();
    var pages =
        json.codec(
            Models.project(
                json.models().use(new JsonType<Page<City>>() {}.type()),
                new ShortPage().projection(json.models())));
    @SuppressWarnings("unchecked") // the type above
    var codec = (JsonCodec<Page<City>>) pages;

    assertThat(new String(codec.encode(new Page<>(3, List.of())), StandardCharsets.UTF_8))
        .isEqualTo("{\"data\":[]}");
  }

  @Test
  void what_is_included_in_vain_is_a_mistake() {
    var dto = Dto.of(Account.class).include(Account::name, Account::password);
    var problems = new ArrayList<StartupProblem>();

    dto.checkDirections(Models.standard(), true, true, problems::add);
    dto.checkDirections(Models.standard(), true, false, problems::add);
    assertThat(problems).isEmpty();

    dto.checkDirections(Models.standard(), false, true, problems::add);
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-without-effect");
          assertThat(problem.what())
              .isEqualTo(
                  "The field Account.password is included, but it is never written, and the DTO is"
                      + " only attached for what is written.");
        });
  }

  @Test
  void including_and_excluding_the_same_object_is_a_mistake() {
    assertThat(problemsOf(Dto.of(Widget.class).include(Widget::sku).exclude(Widget::id)))
        .singleElement()
        .extracting(StartupProblem::what)
        .isEqualTo("Widget: Fields of Widget are both included and excluded.");
  }

  @Test
  void two_fields_cannot_have_one_name() {
    assertThat(problemsOf(Dto.of(Widget.class).rename(Widget::sku, "id")))
        .singleElement()
        .extracting(StartupProblem::what)
        .isEqualTo("Widget: Two fields have the name or alias \"id\".");
  }

  @Test
  void a_type_without_fields_has_no_dto() {
    assertThat(problemsOf(Dto.of(String.class)))
        .singleElement()
        .extracting(StartupProblem::code)
        .isEqualTo("dto-type");
  }

  @Test
  void a_wrapper_is_no_model() {
    assertThat(problemsOf(new Pages()))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("dto-type");
          assertThat(problem.fix())
              .isEqualTo("Write a Dto<Widget>: it counts inside of List, too.");
        });
  }

  @Test
  void a_dto_needs_to_know_its_type() {
    assertThat(problemsOf(new Empty<Widget>()))
        .singleElement()
        .extracting(StartupProblem::what)
        .isEqualTo("Nothing says which type the DTO is for.");
  }

  @Test
  void used_by_itself_a_dto_with_mistakes_is_an_exception_that_lists_them() {
    assertThatThrownBy(() -> new Misspelt().projection(Models.standard()))
        .isInstanceOfSatisfying(
            ModelException.class, failure -> assertThat(failure.problems()).hasSize(3));
  }

  @Test
  void a_depth_out_of_range_is_refused_at_once() {
    assertThatThrownBy(() -> Dto.of(Widget.class).maxDepth(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The depth -1 is not between 0 and 100.");
  }
}
