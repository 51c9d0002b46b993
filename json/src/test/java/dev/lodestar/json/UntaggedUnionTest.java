package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Name;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.Tagged;
import dev.lodestar.model.UnionModel;
import dev.lodestar.model.Untagged;
import dev.lodestar.model.Value;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntaggedUnionTest {
  @Untagged
  sealed interface Answer {}

  record Text(@Value @Pattern(regexp = "[a-z]*") String text) implements Answer {}

  record Amount(@Value @Max(100) int amount) implements Answer {}

  record Flag(@Value boolean flag) implements Answer {}

  record Several(@Value List<Answer> answers) implements Answer {}

  record Choice(String label, Optional<Answer> detail) implements Answer {}

  @Untagged
  sealed interface Shape {}

  record Circle(double radius, Optional<String> colour) implements Shape {}

  record Rectangle(@Name(aliases = "w") double width, double height, Optional<String> colour)
      implements Shape {}

  record Dot(Optional<String> colour) implements Shape {}

  enum CardKind {
    DEBIT,
    CREDIT
  }

  enum TransferKind {
    @Name("sepa")
    SEPA
  }

  @Untagged
  sealed interface Payment {}

  record Card(String number, CardKind kind) implements Payment {}

  record Transfer(TransferKind kind, String number) implements Payment {}

  private final Json json = Json.standard();

  private static <T> Decoded<T> decode(JsonCodec<T> codec, String document) {
    return codec.decode(document.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> List<String> problems(JsonCodec<T> codec, String document) {
    return ((Decoded.Invalid<T>) decode(codec, document))
        .problems().stream().map(Object::toString).toList();
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  @Test
  void variants_of_different_kinds_are_told_apart_by_the_kind() {
    var codec = json.codec(Answer.class);

    assertThat(decode(codec, "\"yes\"").orThrow()).isEqualTo(new Text("yes"));
    assertThat(decode(codec, "7").orThrow()).isEqualTo(new Amount(7));
    assertThat(decode(codec, "true").orThrow()).isEqualTo(new Flag(true));
    assertThat(decode(codec, "[1,[\"a\"],{\"label\":\"b\",\"detail\":2}]").orThrow())
        .isEqualTo(
            new Several(
                List.of(
                    new Amount(1),
                    new Several(List.of(new Text("a"))),
                    new Choice("b", Optional.of(new Amount(2))))));
  }

  @Test
  void what_is_written_is_read_again_in_every_format() {
    var answer =
        new Several(
            List.of(
                new Text("a"),
                new Amount(5),
                new Flag(false),
                new Choice("x", Optional.of(new Several(List.of())))));
    var shapes =
        List.<Shape>of(
            new Circle(1, Optional.of("red")),
            new Rectangle(2, 3, Optional.empty()),
            new Dot(Optional.of("blue")),
            new Dot(Optional.empty()));
    var payments =
        List.<Payment>of(new Card("1", CardKind.CREDIT), new Transfer(TransferKind.SEPA, "2"));
    var pack = MessagePack.of(json);

    assertThat(text(json.codec(Answer.class).encode(answer)))
        .isEqualTo("[\"a\",5,false,{\"label\":\"x\",\"detail\":[]}]");
    roundTrip(json.codec(Answer.class), answer);
    roundTrip(pack.codec(Answer.class), answer);
    roundTrip(json.codec(new JsonType<List<Shape>>() {}), shapes);
    roundTrip(pack.codec(new JsonType<List<Shape>>() {}), shapes);
    roundTrip(json.codec(new JsonType<List<Payment>>() {}), payments);
    roundTrip(pack.codec(new JsonType<List<Payment>>() {}), payments);
  }

  private static <T> void roundTrip(Codec<T> codec, T value) {
    assertThat(codec.decode(codec.encode(value)).orThrow()).isEqualTo(value);
  }

  @Test
  void constraints_and_problems_are_those_of_the_variant() {
    var codec = json.codec(Answer.class);

    assertThat(problems(codec, "[101, \"A\", {\"detail\": 1}]"))
        .containsExactly(
            "/0: must be less than or equal to 100",
            "/1: must match \"[a-z]*\"",
            "/2/label: The field is required: expected a text.");
    assertThat(problems(codec, "[null]"))
        .containsExactly(
            "/0: Expected a text or an integer between -2147483648 and 2147483647 or true or false or"
                + " an array or an object, found null.");
  }

  @Test
  void objects_are_told_apart_by_a_required_field_that_only_one_of_them_has() {
    var codec = json.codec(Shape.class);

    assertThat(decode(codec, "{\"colour\":\"red\",\"radius\":1}").orThrow())
        .isEqualTo(new Circle(1, Optional.of("red")));
    assertThat(decode(codec, "{\"w\":1,\"height\":2,\"else\":[{}]}").orThrow())
        .isEqualTo(new Rectangle(1, 2, Optional.empty()));
    assertThat(problems(codec, "{\"height\":2}"))
        .containsExactly("/width: The field is required: expected a finite number.");
  }

  @Test
  void an_object_without_such_a_field_is_the_variant_that_has_none() {
    var codec = json.codec(Shape.class);

    assertThat(decode(codec, "{}").orThrow()).isEqualTo(new Dot(Optional.empty()));
    assertThat(decode(codec, "{\"colour\":\"red\",\"size\":1}").orThrow())
        .isEqualTo(new Dot(Optional.of("red")));
  }

  @Test
  void an_object_with_the_fields_of_two_variants_is_invalid_in_any_order() {
    var codec = json.codec(Shape.class);

    assertThat(problems(codec, "{\"radius\":1,\"width\":2,\"height\":3}"))
        .containsExactly(
            "/width: This field belongs to another variant.",
            "/height: This field belongs to another variant.");
    assertThat(problems(codec, "{\"width\":2,\"height\":3,\"radius\":1}"))
        .containsExactly("/radius: This field belongs to another variant.");
  }

  @Untagged
  sealed interface Pet {}

  record Cat(int lives) implements Pet {}

  record Dog(String tricks) implements Pet {}

  @Test
  void an_object_that_is_none_of_the_variants_is_explained() {
    var expected = ": Expected an object with one of the fields lives, tricks, found an object.";

    assertThat(problems(json.codec(new JsonType<List<Pet>>() {}), "[{\"name\":1},{},3]"))
        .containsExactly(
            "/0" + expected, "/1" + expected, "/2: Expected an object, found the number 3.");
  }

  @Test
  void objects_are_told_apart_by_the_constants_of_a_field() {
    var codec = json.codec(Payment.class);

    assertThat(decode(codec, "{\"number\":\"1\",\"kind\":\"sepa\"}").orThrow())
        .isEqualTo(new Transfer(TransferKind.SEPA, "1"));
    assertThat(decode(codec, "{\"kind\":\"DEBIT\",\"number\":\"1\"}").orThrow())
        .isEqualTo(new Card("1", CardKind.DEBIT));
    assertThat(problems(codec, "{\"kind\":\"cash\",\"number\":\"1\"}"))
        .containsExactly("/kind: Expected one of DEBIT, CREDIT, sepa, found the text \"cash\".");
    assertThat(problems(codec, "{\"number\":\"1\"}"))
        .containsExactly("/kind: The field is required: expected one of DEBIT, CREDIT, sepa.");
    assertThat(problems(codec, "{\"kind\":\"DEBIT\",\"kind\":\"sepa\",\"number\":\"1\"}"))
        .containsExactly("/kind: The field occurs twice.");
  }

  @Test
  void a_projection_reaches_the_objects_among_the_variants() {
    var codec = json.codec(Shape.class, Projection.all().exclude("colour").rename("radius", "r"));

    assertThat(text(codec.encode(new Circle(1, Optional.of("red"))))).isEqualTo("{\"r\":1.0}");
    assertThat(decode(codec, "{\"r\":2}").orThrow()).isEqualTo(new Circle(2, Optional.empty()));
    assertThat(decode(codec, "{\"colour\":\"red\"}").orThrow())
        .isEqualTo(new Dot(Optional.empty()));
  }

  @Test
  void a_projection_that_leaves_nothing_to_tell_variants_apart_can_only_write() {
    var codec = json.codec(Shape.class, Projection.all().exclude("radius", "width", "height"));

    assertThat(text(codec.encode(new Circle(1, Optional.of("red")))))
        .isEqualTo("{\"colour\":\"red\"}");
    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "The variants cannot be told apart by their shape: Circle and Rectangle have no"
                + " required field of their own.");
  }

  @Untagged
  sealed interface TwoTexts {}

  record Name1(@Value String name) implements TwoTexts {}

  record Day(@Value java.time.LocalDate day) implements TwoTexts {}

  @Untagged
  sealed interface TwoObjects {}

  record Left(int x, Optional<Integer> left) implements TwoObjects {}

  record Right(int x, Optional<Integer> right) implements TwoObjects {}

  @Untagged
  sealed interface OpenObject {}

  record Entries(@Value Map<String, Integer> entries) implements OpenObject {}

  record Entry(String key) implements OpenObject {}

  @Untagged
  sealed interface AnyValue {}

  record Anything(@Value Object value) implements AnyValue {}

  record Thing(String key) implements AnyValue {}

  @Untagged
  @Tagged("kind")
  sealed interface Both {}

  record One(int one) implements Both {}

  record Holder(List<TwoTexts> texts) {}

  @Test
  void ambiguous_variants_are_refused_with_the_path_and_the_reason() {
    assertProblem(
        Holder.class,
        "Holder.texts[]: The variants cannot be told apart by their shape: Name1 and Day are both"
            + " written as a text.");
    assertProblem(TwoObjects.class, "Left and Right have no required field of their own.");
    assertProblem(
        OpenObject.class,
        "Entries is an object whose fields are not known, and Entry is an object too.");
    assertProblem(AnyValue.class, "Anything may be any kind of value, or null.");
    assertProblem(Both.class, "The type has both @Tagged and @Untagged.");
  }

  private void assertProblem(Class<?> type, String message) {
    assertThatThrownBy(() -> json.codec(type))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Untagged
  sealed interface Tree {}

  record Leaf(@Value int value) implements Tree {}

  record Branch(Tree left, Tree right) implements Tree {}

  record Twig(Tree left, Tree right) implements Tree {}

  @Test
  void variants_that_contain_the_union_are_compared_when_they_are_complete() {
    for (var start : List.of(Tree.class, Branch.class)) {
      assertThatThrownBy(() -> Json.standard().codec(start))
          .hasMessageContaining("Branch and Twig have no required field of their own");
    }
  }

  @Untagged
  sealed interface Moment {}

  record Price(@Value BigDecimal price) implements Moment {}

  record Time(@Value Instant time) implements Moment {}

  @Untagged
  sealed interface Stamp {}

  record At(@Value Instant time) implements Stamp {}

  record Counter(@Value long number) implements Stamp {}

  @Test
  void kinds_are_those_of_the_format() {
    roundTrip(json.codec(Moment.class), new Price(new BigDecimal("1.5")));
    // A decimal is a text in MessagePack.
    assertThatThrownBy(() -> MessagePack.of(json).codec(Moment.class).prepareDecoding())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Price and Time can be told apart in JSON, but not in this format.");
    roundTrip(MessagePack.of(json).codec(Stamp.class), new At(Instant.ofEpochSecond(5)));
    roundTrip(MessagePack.of(json).codec(Stamp.class), new Counter(5));
  }

  @Untagged
  sealed interface Level {}

  enum Named implements Level {
    LOW,
    HIGH {
      @Override
      public String toString() {
        return "high";
      }
    }
  }

  record Exact(@Value int level) implements Level {}

  sealed interface Group extends Level {}

  record Pair(Level first, Level second) implements Group {}

  record Triple(@Value List<Level> levels) implements Group {}

  @Test
  void enums_and_nested_sealed_types_are_variants_too() {
    var codec = json.codec(new JsonType<List<Level>>() {});
    var levels =
        List.<Level>of(
            Named.HIGH,
            new Exact(3),
            new Pair(Named.LOW, new Exact(1)),
            new Triple(List.of(Named.LOW)));

    assertThat(text(codec.encode(levels)))
        .isEqualTo("[\"HIGH\",3,{\"first\":\"LOW\",\"second\":1},[\"LOW\"]]");
    roundTrip(codec, levels);
  }

  @Test
  void the_model_says_how_variants_are_told_apart() {
    var models = Models.standard();
    var shape = (UnionModel) models.model(Shape.class);
    var payment = (UnionModel) models.model(Payment.class);

    assertThat(shape.tag()).isEmpty();
    assertThat(shape.constantField()).isEmpty();
    assertThat(shape.variants())
        .filteredOn(variant -> variant.name().equals("Rectangle"))
        .singleElement()
        .satisfies(variant -> {
          assertThat(variant.keys()).containsExactly("width", "w", "height");
          assertThat(variant.model()).isInstanceOf(ObjectModel.class);
        });
    assertThat(payment.constantField()).hasValue("kind");
  }

  private record Wide0(Shape shape, Shape other) {}

  @Test
  void unions_inside_of_private_types_are_read_and_written() {
    roundTrip(
        json.codec(Wide0.class),
        new Wide0(new Dot(Optional.empty()), new Circle(1, Optional.empty())));
  }
}
