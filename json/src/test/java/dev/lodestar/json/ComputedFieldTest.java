package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.encode.Encoders;
import dev.lodestar.format.JsonFormat;
import dev.lodestar.format.JsonOutput;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Naming;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import dev.lodestar.model.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Fields that a projection adds to a type.
class ComputedFieldTest {
  record Line(String article, int amount) {
    public int doubled() {
      return 2 * amount;
    }

    @Doc("the article, if it is known")
    @Omit(Omission.IF_EMPTY)
    public @Nullable String known() {
      return article.isEmpty() ? null : article;
    }
  }

  record Order(@Default("0") long id, List<Line> lines) {}

  record Archive(List<Order> orders) {}

  @Naming(NamingStrategy.SNAKE_CASE)
  record Snake(int oneTwo) {}

  private static final Line LINE = new Line("x-1", 2);
  private static final Order ORDER = new Order(7, List.of(LINE));
  private static final Json JSON = Json.standard();

  @Test
  void computed_fields_come_after_the_others_in_the_order_of_adding() {
    var projection =
        Projection.all()
            .add("total", int.class, (Order order) -> order.lines().size())
            .exclude("id")
            .add("label", String.class, (Order order) -> "order " + order.id());

    assertThat(written(projection, ORDER))
        .isEqualTo(
            "{\"lines\":[{\"article\":\"x-1\",\"amount\":2}],\"total\":1,\"label\":\"order 7\"}");
  }

  @Test
  void a_computed_value_may_have_any_type() throws Exception {
    var lines = new JsonType<Map<String, List<Line>>>() {}.type();
    var optional = new JsonType<Optional<String>>() {}.type();
    var projection =
        Projection.all()
            .include("id")
            .add("map", lines, (Order order) -> Map.of("all", order.lines()))
            .add("first", Line.class, (Order order) -> order.lines().getFirst())
            .add("none", optional, (Order order) -> Optional.empty())
            .add("some", optional, (Order order) -> Optional.of("s"))
            .add("rate", double.class, (Order order) -> 0.5)
            .add("open", boolean.class, (Order order) -> true)
            .add("any", Object.class, (Order order) -> List.of(1, "two"));

    assertThat(written(projection, ORDER))
        .isEqualTo(
            """
            {"id":7,"map":{"all":[{"article":"x-1","amount":2}]},\
            "first":{"article":"x-1","amount":2},"some":"s","rate":0.5,"open":true,"any":[1,"two"]}\
            """);
  }

  @Test
  void what_annotations_say_about_the_computed_value_counts() throws Exception {
    var method = Line.class.getMethod("known");
    var projection =
        Projection.all()
            .include("amount")
            .add(
                "known",
                method.getAnnotatedReturnType(),
                List.of(method.getAnnotations()),
                Line::known);

    assertThat(written(projection, LINE)).isEqualTo("{\"amount\":2,\"known\":\"x-1\"}");
    assertThat(written(projection, new Line("", 1))).isEqualTo("{\"amount\":1}");
    var field = model(Line.class, projection).fields().getLast();
    assertThat(field.use().nullable()).isTrue();
    assertThat(field.doc()).contains("the article, if it is known");
  }

  @Test
  void a_computed_field_is_described_as_one_that_is_only_read_by_clients() {
    var field =
        model(Line.class, Projection.all().add("doubled", int.class, Line::doubled))
            .fields()
            .getLast();

    assertThat(field.mark()).isEqualTo(Mark.READ_ONLY);
    assertThat(field.encoded()).isTrue();
    assertThat(field.decoded()).isFalse();
    assertThat(field.computation()).isPresent();
    assertThat(field.getter()).isEmpty();
    assertThat(field.get(LINE)).isEqualTo(4);
  }

  @Test
  void a_computed_field_of_a_document_is_ignored_and_known() {
    var projection = Projection.all().refuseUnknown(true).add("doubled", int.class, Line::doubled);
    var codec = JSON.codec(Line.class, projection);

    assertThat(codec.decode(bytes("{\"doubled\":\"x\",\"article\":\"a\",\"amount\":1}")).orThrow())
        .isEqualTo(new Line("a", 1));
    assertThat(problems(codec.decode(bytes("{\"double\":1,\"article\":\"a\",\"amount\":1}"))))
        .containsExactly("/double: There is no field of this name.");
  }

  @Test
  void changes_are_read_as_if_there_were_no_computed_fields() {
    var projection =
        Projection.all().exclude("article").add("doubled", int.class, Line::doubled).partial();
    var codec = JSON.codec(Line.class, projection);

    var change = codec.decodePartial(bytes("{\"doubled\":9,\"article\":\"z\",\"amount\":5}"));

    assertThat(change.orThrow().present()).containsExactly("amount");
    assertThat(change.orThrow().applyTo(LINE).orThrow()).isEqualTo(new Line("x-1", 5));
  }

  @Test
  void naming_strategies_apply_to_the_names_of_computed_fields() {
    var projection = Projection.all().add("isGood", boolean.class, (Snake snake) -> true);

    assertThat(written(projection, new Snake(1))).isEqualTo("{\"one_two\":1,\"is_good\":true}");
    assertThat(written(projection.naming(NamingStrategy.PASCAL_CASE), new Snake(1)))
        .isEqualTo("{\"OneTwo\":1,\"IsGood\":true}");
    assertThat(written(projection.rename("isGood", "ok"), new Snake(1)))
        .isEqualTo("{\"one_two\":1,\"ok\":true}");
  }

  @Test
  void a_computed_field_may_take_the_place_of_one_that_is_left_out() {
    var projection =
        Projection.all()
            .exclude("id")
            .exclude("lines")
            .add("id", String.class, (Order order) -> "o-" + order.id());
    var codec = JSON.codec(Order.class, projection.partial());

    assertThat(written(projection, ORDER)).isEqualTo("{\"id\":\"o-7\"}");
    assertThat(codec.decodePartial(bytes("{\"id\":\"o-8\"}")).orThrow().present()).isEmpty();
  }

  @Test
  void a_computed_field_counts_wherever_the_class_occurs() {
    var json =
        Json.builder()
            .projections(
                Map.of(
                    Order.class,
                    Projection.all()
                        .include("id")
                        .add("first", Line.class, (Order order) -> order.lines().getFirst()),
                    Line.class,
                    Projection.all().exclude("amount").add("doubled", int.class, Line::doubled)))
            .build();
    var archive = new Archive(List.of(ORDER));

    assertThat(text(json.codec(Archive.class).encode(archive)))
        .isEqualTo("{\"orders\":[{\"id\":7,\"first\":{\"article\":\"x-1\",\"doubled\":4}}]}");
    assertThat(
            JSON.codec(Object.class)
                .decode(
                    text(json.codec(Archive.class).encode(archive))
                        .getBytes(StandardCharsets.UTF_8))
                .orThrow())
        .isEqualTo(
            MessagePack.standard()
                .codec(Object.class)
                .decode(MessagePack.of(json).codec(Archive.class).encode(archive))
                .orThrow());
  }

  @Test
  void an_object_that_computes_one_of_its_own_kind_comes_to_an_end() {
    record Counter(int left) {}
    Function<Counter, Optional<Counter>> next =
        counter ->
            counter.left() == 0 ? Optional.empty() : Optional.of(new Counter(counter.left() - 1));
    var type = new JsonType<Optional<Counter>>() {}.type();
    var json =
        Json.builder()
            .projections(Map.of(Counter.class, Projection.all().add("next", type, next)))
            .build();

    assertThat(text(json.codec(Counter.class).encode(new Counter(2))))
        .isEqualTo("{\"left\":2,\"next\":{\"left\":1,\"next\":{\"left\":0}}}");
  }

  @Test
  void other_projections_can_leave_a_computed_field_out() {
    var json =
        Json.builder()
            .projections(
                Map.of(
                    Line.class,
                    Projection.all().add("doubled", int.class, Line::doubled),
                    Order.class,
                    Projection.all().exclude("lines.doubled")))
            .build();

    assertThat(text(json.codec(Order.class).encode(ORDER)))
        .isEqualTo("{\"id\":7,\"lines\":[{\"article\":\"x-1\",\"amount\":2}]}");
    assertThat(text(json.codec(Line.class, Projection.all().include("doubled")).encode(LINE)))
        .isEqualTo("{\"doubled\":4}");
  }

  @Test
  void a_projection_that_keeps_some_fields_keeps_what_it_adds_and_not_what_others_add() {
    var json =
        Json.builder()
            .projections(
                Map.of(
                    Line.class,
                    Projection.all().include("amount").add("doubled", int.class, Line::doubled),
                    Order.class,
                    Projection.all().include("lines.amount")))
            .build();

    assertThat(text(json.codec(Line.class).encode(LINE))).isEqualTo("{\"amount\":2,\"doubled\":4}");
    assertThat(text(json.codec(Order.class).encode(ORDER)))
        .isEqualTo("{\"lines\":[{\"amount\":2}]}");
  }

  @Test
  void names_that_clash_and_contradictions_are_mistakes() {
    assertThat(mistakes(Projection.all().add("amount", int.class, Line::doubled)))
        .containsExactly(
            "Line: Two fields have the name or alias \"amount\". Rename one of them to something"
                + " else.");
    assertThat(
            mistakes(
                Projection.all()
                    .add("a", int.class, Line::doubled)
                    .add("a", int.class, Line::doubled)))
        .containsExactly(
            "Line: Two fields have the name or alias \"a\". Rename one of them to something else.");
    assertThat(mistakes(Projection.all().add("a", int.class, Line::doubled).exclude("a")))
        .containsExactly("Line: The field a is both added and excluded. Do one of them.");
    assertThat(mistakes(Projection.all().add("a", Thread.class, line -> Thread.currentThread())))
        .singleElement()
        .asString()
        .startsWith("Line.a: The type java.lang.Thread is not supported.");
    assertThat(
            mistakes(
                Projection.all().add("owner", Order.class, line -> ORDER).exclude("owner.idd")))
        .containsExactly(
            "Line.owner: There is no field \"idd\" in Order. Did you mean \"id\"? Its fields are id,"
                + " lines.");
    assertThat(
            mistakes(
                Projection.all().add("doubled", int.class, Line::doubled).rename("dubled", "x")))
        .containsExactly(
            "Line: There is no field \"dubled\" in Line. Did you mean \"doubled\"? Its fields are"
                + " article, amount, doubled.");
  }

  @Test
  void an_exception_of_the_function_is_passed_on() {
    var projection =
        Projection.all()
            .add(
                "broken",
                int.class,
                (Line line) -> {
                  throw new IllegalStateException("broken");
                });
    var codec = JSON.codec(Line.class, projection);

    assertThatThrownBy(() -> codec.encode(LINE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void an_interpreted_encoder_writes_computed_fields_too() {
    var use =
        Models.project(
            JSON.models().use(Line.class),
            Projection.all().exclude("article").add("doubled", int.class, Line::doubled));
    var interpreted =
        new Encoders(
            JSON.models(), new Encoders.Options(false, false), new JsonFormat(), plan -> null);
    var out = new JsonOutput(100, 10);

    interpreted.of(use.model()).write(out, LINE);

    assertThat(text(out.toByteArray())).isEqualTo("{\"amount\":2,\"doubled\":4}");
  }

  private static ObjectModel model(Class<?> type, Projection projection) {
    return (ObjectModel) Models.project(JSON.models().use(type), projection).model();
  }

  private static List<String> mistakes(Projection projection) {
    try {
      JSON.codec(Line.class, projection);
    } catch (ModelException unfit) {
      return unfit.problems().stream().map(Object::toString).toList();
    }
    throw new AssertionError("The projection was accepted.");
  }

  private static List<String> problems(Decoded<?> decoded) {
    return ((Decoded.Invalid<?>) decoded).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static <T> String written(Projection projection, T value) {
    @SuppressWarnings("unchecked") // the class of a T
    var type = (Class<T>) value.getClass();
    return text(JSON.codec(type, projection).encode(value));
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
