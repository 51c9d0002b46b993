package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.constraint.Violation;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Projection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartialTest {
  private static final Json JSON = Json.standard();
  private static final Projection PARTIAL = Projection.all().partial();

  record Address(String street, @Size(max = 5) @Nullable String city) {}

  record Widget(
      long id,
      @Size(min = 2) String name,
      @Min(0) int price,
      @Nullable String note,
      Optional<String> label,
      @Default("3") int stock,
      List<String> tags,
      @Nullable Address address,
      Optional<Address> second) {

    @AssertTrue(message = "a free widget needs a note")
    boolean isExplained() {
      return price > 0 || note != null;
    }
  }

  record Primitives(byte a, short b, int c, long d, float e, double f, boolean g, char h) {}

  record Span(int from, int to) {
    Span {
      if (from > to) {
        throw new IllegalArgumentException("The span ends before it starts.");
      }
    }
  }

  static final class Profile {
    private String nick = "nobody";
    private int age;
    private @Nullable Address home;

    public String getNick() {
      return nick;
    }

    public void setNick(String nick) {
      this.nick = nick;
    }

    @Min(0)
    public int getAge() {
      return age;
    }

    public void setAge(int age) {
      this.age = age;
    }

    public @Nullable Address getHome() {
      return home;
    }

    public void setHome(@Nullable Address home) {
      this.home = home;
    }
  }

  private static final Widget WIDGET =
      new Widget(
          1,
          "cog",
          5,
          "n",
          Optional.of("l"),
          9,
          List.of("a", "b"),
          new Address("Elm", "Ulm"),
          Optional.empty());

  @Test
  void only_the_fields_of_the_document_are_present() {
    var change = change("{\"price\": 7, \"note\": null}");

    assertThat(change.present()).containsExactly("price", "note");
    assertThat(change.isPresent("price")).isTrue();
    assertThat(change.isPresent("name")).isFalse();
    assertThat(change.get("price")).isEqualTo(7);
    assertThat(change.get("note")).isNull();
  }

  @Test
  void primitive_values_of_every_type_are_read_or_absent() {
    var codec = JSON.codec(Primitives.class, PARTIAL);
    var before = new Primitives((byte) 0, (short) 0, 0, 0, 0, 0, false, ' ');
    var all =
        codec
            .decodePartial(
                bytes(
                    """
                    {"a": -1, "b": -2, "c": -3, "d": -4, "e": 0.5, "f": 0.25, "g": true, "h": "x"}\
                    """))
            .orThrow();
    var some = codec.decodePartial(bytes("{\"h\": \"y\", \"b\": 7}")).orThrow();

    assertThat(all.applyTo(before).orThrow())
        .isEqualTo(new Primitives((byte) -1, (short) -2, -3, -4, 0.5f, 0.25, true, 'x'));
    assertThat(some.present()).containsExactly("b", "h");
    assertThat(some.applyTo(all.applyTo(before).orThrow()).orThrow())
        .isEqualTo(new Primitives((byte) -1, (short) 7, -3, -4, 0.5f, 0.25, true, 'y'));
  }

  @Test
  void an_absent_field_has_no_value() {
    var change = change("{}");

    assertThatThrownBy(() -> change.get("price"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("The field price is absent.");
  }

  @Test
  void a_name_that_the_class_does_not_have_is_refused() {
    var change = change("{}");

    assertThatThrownBy(() -> change.isPresent("prise"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "There is no field \"prise\" in Widget. Did you mean \"price\"? Its fields are id,");
  }

  @Test
  void absent_fields_keep_their_value() {
    assertThat(change("{\"price\": 7}").applyTo(WIDGET).orThrow())
        .isEqualTo(
            new Widget(
                1,
                "cog",
                7,
                "n",
                Optional.of("l"),
                9,
                List.of("a", "b"),
                new Address("Elm", "Ulm"),
                Optional.empty()));
  }

  @Test
  void null_clears_what_may_be_empty_and_lists_are_replaced() {
    var changed =
        change("{\"note\": null, \"label\": null, \"address\": null, \"tags\": []}")
            .applyTo(WIDGET)
            .orThrow();

    assertThat(changed.note()).isNull();
    assertThat(changed.label()).isEmpty();
    assertThat(changed.address()).isNull();
    assertThat(changed.tags()).isEmpty();
    assertThat(changed.stock()).isEqualTo(9);
  }

  @Test
  void null_is_refused_where_the_class_does_not_allow_it() {
    assertThat(problems("{\"name\": null, \"price\": null}"))
        .containsExactly(
            "/name: Expected a text, found null.",
            "/price: Expected an integer between -2147483648 and 2147483647, found null.");
  }

  @Test
  void constraints_are_checked_on_what_was_sent() {
    assertThat(problems("{\"name\": \"x\", \"address\": {\"city\": \"Berlin\"}}"))
        .containsExactly("/name: size must be at least 2", "/address/city: size must be at most 5");
  }

  @Test
  void the_whole_is_checked_after_the_change() {
    var change = change("{\"price\": 0, \"note\": null}");

    assertThat(((Decoded.Invalid<Widget>) change.applyTo(WIDGET)).problems())
        .extracting(DecodeProblem::toString)
        .containsExactly("(document): a free widget needs a note");
  }

  @Test
  void an_object_inside_is_changed_and_not_replaced() {
    var change = change("{\"address\": {\"city\": \"Bonn\"}}");

    assertThat(((Partial<?>) change.get("address")).present()).containsExactly("city");
    assertThat(change.applyTo(WIDGET).orThrow().address()).isEqualTo(new Address("Elm", "Bonn"));
  }

  @Test
  void an_object_that_was_not_there_is_made_of_what_was_sent() {
    var change = change("{\"second\": {\"street\": \"Oak\"}}");

    assertThat(change.applyTo(WIDGET).orThrow().second()).contains(new Address("Oak", null));
  }

  @Test
  void an_object_that_was_not_there_needs_its_required_fields() {
    var change = change("{\"second\": {\"city\": \"Bonn\"}}");

    assertThat(((Decoded.Invalid<Widget>) change.applyTo(WIDGET)).problems())
        .extracting(DecodeProblem::toString)
        .containsExactly("/second/street: The field is required: expected a text.");
  }

  @Test
  void a_constructor_that_refuses_the_change_is_a_problem_of_the_document() {
    var change = JSON.codec(Span.class, PARTIAL).decodePartial(bytes("{\"from\": 9}")).orThrow();

    assertThat(change.applyTo(new Span(1, 10)).orThrow()).isEqualTo(new Span(9, 10));
    assertThat(((Decoded.Invalid<Span>) change.applyTo(new Span(1, 2))).problems())
        .containsExactly(
            DecodeProblem.of(Violation.of("", "invalid", "The span ends before it starts.")));
  }

  @Test
  void a_bean_is_changed_in_place() {
    var profile = new Profile();
    profile.setAge(30);
    var change =
        JSON.codec(Profile.class, PARTIAL)
            .decodePartial(bytes("{\"nick\": \"ann\", \"home\": {\"street\": \"Elm\"}}"))
            .orThrow();

    assertThat(change.applyTo(profile).orThrow()).isSameAs(profile);
    assertThat(profile.getNick()).isEqualTo("ann");
    assertThat(profile.getAge()).isEqualTo(30);
    assertThat(profile.getHome()).isEqualTo(new Address("Elm", null));
  }

  @Test
  void fields_outside_of_the_projection_keep_their_value() {
    var codec = JSON.codec(Widget.class, PARTIAL.exclude("id", "stock"));
    var change = codec.decodePartial(bytes("{\"id\": 99, \"stock\": 1, \"price\": 8}")).orThrow();

    var changed = change.applyTo(WIDGET).orThrow();

    assertThat(changed.id()).isEqualTo(1);
    assertThat(changed.stock()).isEqualTo(9);
    assertThat(changed.price()).isEqualTo(8);
  }

  @Test
  void an_instance_is_made_of_a_document_and_what_the_application_adds() {
    var codec = JSON.codec(Widget.class, Projection.all().exclude("id", "second"));
    var draft =
        codec
            .decodePartial(bytes("{\"name\": \"cog\", \"price\": 1, \"note\": null, \"tags\": []}"))
            .orThrow();

    assertThat(draft.present()).containsExactly("name", "price", "note", "tags");
    assertThat(draft.with("id", 5L).create().orThrow())
        .isEqualTo(
            new Widget(5, "cog", 1, null, Optional.empty(), 3, List.of(), null, Optional.empty()));
    assertThatThrownBy(draft::create)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The field id of Widget is required and absent, and documents cannot give it. Add it:"
                + " with(\"id\", value).");
  }

  @Test
  void required_fields_may_only_be_absent_in_a_partial_type() {
    var codec = JSON.codec(Widget.class, Projection.all().exclude("id"));

    assertThat(
            ((Decoded.Invalid<?>) codec.decodePartial(bytes("{\"price\": -1, \"tags\": []}")))
                .problems())
        .extracting(DecodeProblem::toString)
        .containsExactly(
            "/price: must be greater than or equal to 0",
            "/name: The field is required: expected a text.");
  }

  @Test
  void creating_from_too_little_is_a_problem() {
    assertThat(((Decoded.Invalid<Widget>) change("{\"price\": 2}").create()).problems())
        .extracting(DecodeProblem::pointer)
        .containsExactly("/id", "/name", "/tags");
  }

  @Test
  void an_added_value_must_fit_its_field() {
    var change = change("{}");

    assertThat(change.with("price", 4).get("price")).isEqualTo(4);
    assertThatThrownBy(() -> change.with("price", 4L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The field price cannot be a java.lang.Long; its type is int.");
    assertThatThrownBy(() -> change.with("name", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The field name cannot be null; its type is java.lang.String.");
  }

  @Test
  void values_are_not_shown_as_text() {
    assertThat(change("{\"note\": \"secret\"}")).hasToString("Partial Widget[note]");
  }

  @Test
  void a_document_of_a_partial_type_is_no_whole_value() {
    var codec = JSON.codec(Widget.class, PARTIAL);

    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Widget: Documents of a partial type are changes, not whole values. Read them with"
                + " decodePartial.");
  }

  @Test
  void only_objects_are_read_in_part() {
    assertThatThrownBy(() -> JSON.codec(String.class).preparePartialDecoding())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("String: Only objects can be read in part.");
  }

  @Test
  void a_document_that_is_no_object_is_refused() {
    assertThat(problems("[1]")).containsExactly("(document): Expected an object, found an array.");
    assertThat(problems("null")).containsExactly("(document): Expected an object, found null.");
  }

  record Numbers(byte a, short b, int c, long d, float e, double f, boolean g, OptionalInt h) {}

  @Test
  void applying_what_another_instance_has_gives_that_instance() {
    var random = new Random(5);
    var codec = JSON.codec(Numbers.class, PARTIAL);
    for (int i = 0; i < 200; i++) {
      var one = numbers(random);
      var other = numbers(random);
      assertThat(codec.decodePartial(codec.encode(other)).orThrow().create().orThrow())
          .isEqualTo(other);
      var all = codec.decodePartial(codec.encode(other)).orThrow();
      var changed = other.h().isPresent() ? all : all.with("h", OptionalInt.empty());
      assertThat(changed.applyTo(one).orThrow()).isEqualTo(other);
    }
  }

  private static Numbers numbers(Random random) {
    return new Numbers(
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        random.nextFloat(),
        random.nextDouble(),
        random.nextBoolean(),
        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty());
  }

  private static Partial<Widget> change(String document) {
    return JSON.codec(Widget.class, PARTIAL).decodePartial(bytes(document)).orThrow();
  }

  private static List<String> problems(String document) {
    var result = JSON.codec(Widget.class, PARTIAL).decodePartial(bytes(document));
    return ((Decoded.Invalid<?>) result).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
