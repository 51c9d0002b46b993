package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Projection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Objects that are made of a document and of what the application adds.
class DraftTest {
  private static final Json JSON = Json.standard();

  record Maker(long id, String name, @Default("0") @Max(9) int rank) {
    Maker {
      if (name.equals("nobody")) {
        throw new IllegalArgumentException("Nobody makes nothing.");
      }
    }

    @AssertTrue(message = "the first is Ann")
    boolean isKnown() {
      return rank != 1 || name.equals("Ann");
    }
  }

  record Line(int amount) {}

  record Order(
      long id, Maker maker, Optional<Maker> second, List<Line> lines, @Nullable String note) {}

  private static final Projection WITHOUT_IDS =
      Projection.all().exclude("id", "maker.id", "second.id");

  private static final String DOCUMENT = "{\"maker\": {\"name\": \"Ann\"}, \"lines\": []}";

  @Test
  void what_documents_cannot_give_is_added_by_its_path() {
    var order = draft(WITHOUT_IDS, DOCUMENT).with("id", 7L).with("maker.id", 2L).create().orThrow();

    assertThat(order)
        .isEqualTo(new Order(7, new Maker(2, "Ann", 0), Optional.empty(), List.of(), null));
  }

  @Test
  void everything_that_is_missing_is_named_with_what_to_write() {
    var draft =
        draft(
            WITHOUT_IDS,
            "{\"maker\": {\"name\": \"Ann\"}, \"second\": {\"name\": \"Bob\"}, \"lines\": []}");

    assertThatThrownBy(draft::create)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The fields id, maker.id, second.id of Order are required and absent, and documents"
                + " cannot give them. Add them: with(\"id\", value), with(\"maker.id\", value),"
                + " with(\"second.id\", value).");
  }

  @Test
  void a_draft_is_not_changed_by_what_is_added() {
    var draft = draft(WITHOUT_IDS, DOCUMENT).with("id", 7L);

    assertThat(draft.with("maker.id", 1L).create().orThrow().maker().id()).isEqualTo(1);
    assertThat(draft.with("maker.id", 2L).create().orThrow().maker().id()).isEqualTo(2);
    assertThat(draft.isPresent("maker.id")).isFalse();
  }

  @Test
  void an_object_of_which_documents_give_all_is_there_at_once() {
    var draft =
        draft(
            Projection.all().exclude("id"),
            "{\"maker\": {\"id\": 1, \"name\": \"Ann\"}, \"second\": {\"id\": 2, \"name\": \"Bob\"},"
                + " \"lines\": []}");

    assertThat(draft.get("maker")).isEqualTo(new Maker(1, "Ann", 0));
    assertThat(draft.get("second")).isEqualTo(Optional.of(new Maker(2, "Bob", 0)));
    assertThat(draft.get("maker.name")).isEqualTo("Ann");
    assertThat(draft.with("id", 7L).with("maker.rank", 5).create().orThrow().maker())
        .isEqualTo(new Maker(1, "Ann", 5));
  }

  @Test
  void such_an_object_is_checked_while_it_is_read() {
    var projection = Projection.all().exclude("id");

    assertThat(
            problems(
                read(
                    projection,
                    "{\"maker\": {\"id\": 1, \"name\": \"nobody\"}, \"second\": {\"id\": 1, \"name\":"
                        + " \"Bob\", \"rank\": 1}, \"lines\": []}")))
        .containsExactly("/maker: Nobody makes nothing.", "/second: the first is Ann");
    assertThat(problems(read(projection, "{\"maker\": {\"rank\": 10}, \"lines\": []}")))
        .containsExactly(
            "/maker/rank: must be less than or equal to 9",
            "/maker/id: The field is required: expected an integer between -9223372036854775808 and"
                + " 9223372036854775807.",
            "/maker/name: The field is required: expected a text.");
  }

  @Test
  void an_object_that_is_completed_by_the_application_is_checked_then() {
    var draft = draft(WITHOUT_IDS, "{\"maker\": {\"name\": \"Bob\", \"rank\": 1}, \"lines\": []}");

    assertThat(problems(draft.with("id", 1L).with("maker.id", 2L).create()))
        .containsExactly("/maker: the first is Ann");
  }

  @Test
  void added_values_are_trusted_and_the_whole_is_checked() {
    var draft = draft(WITHOUT_IDS, DOCUMENT).with("id", 1L).with("maker.id", 2L);

    assertThat(draft.with("maker.rank", 99).create().orThrow().maker().rank()).isEqualTo(99);
    assertThat(problems(draft.with("maker.name", "Bob").with("maker.rank", 1).create()))
        .containsExactly("/maker: the first is Ann");
  }

  @Test
  void a_path_through_an_absent_object_begins_it() {
    var begun =
        draft(WITHOUT_IDS, DOCUMENT).with("id", 1L).with("maker.id", 2L).with("second.id", 3L);

    assertThat(begun.get("second.id")).isEqualTo(3L);
    assertThat(problems(begun.create()))
        .containsExactly("/second/name: The field is required: expected a text.");
    assertThat(begun.with("second.name", "Bob").create().orThrow().second())
        .contains(new Maker(3, "Bob", 0));
  }

  @Test
  void a_path_through_null_begins_the_object_that_a_client_left_out() {
    var change =
        JSON.codec(Order.class, Projection.all().partial())
            .decodePartial(bytes("{\"second\": null}"))
            .orThrow();
    var order =
        new Order(1, new Maker(2, "Ann", 0), Optional.of(new Maker(3, "Bob", 1)), List.of(), null);

    assertThat(change.isPresent("second.id")).isFalse();
    assertThatThrownBy(() -> change.get("second.id"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("The field second.id is absent.");
    assertThat(change.with("second.rank", 4).applyTo(order).orThrow().second())
        .contains(new Maker(3, "Bob", 4));
  }

  @Test
  void a_whole_object_may_be_added_and_is_then_left_alone() {
    var added = draft(WITHOUT_IDS, DOCUMENT).with("id", 1L).with("maker", new Maker(5, "Eve", 0));

    assertThat(added.create().orThrow().maker()).isEqualTo(new Maker(5, "Eve", 0));
    assertThatThrownBy(() -> added.with("maker.id", 6L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The field maker was added as a whole: the path maker.id leads into an object of the"
                + " application. Change that object itself.");
  }

  @Test
  void paths_are_examined() {
    var draft = draft(WITHOUT_IDS, DOCUMENT);

    assertThatThrownBy(() -> draft.with("maker.nme", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no field \"nme\" in Maker. Did you mean \"name\"? Its fields are id, name,"
                + " rank.");
    assertThatThrownBy(() -> draft.isPresent("second.nme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no field \"nme\" in Maker.");
    assertThatThrownBy(() -> draft.with("lines.amount", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The path lines.amount leads into the field Order.lines, which is no object of which"
                + " documents give a part. Use the whole field lines.");
    assertThatThrownBy(() -> draft.with("note.length", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The path note.length leads into the field Order.note");
  }

  @Test
  void added_values_must_be_of_the_type_of_their_field() {
    var draft = draft(WITHOUT_IDS, DOCUMENT);

    assertThatThrownBy(() -> draft.with("maker.id", 2.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The field id cannot be a java.lang.Double; its type is long.");
    assertThatThrownBy(() -> draft.with("lines", List.of("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with what is inside; its type is java.util.List<");
    assertThatThrownBy(() -> draft.with("second", Optional.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> draft.with("maker", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be null");
  }

  record Numbers(short s, int i, long l, float f, double d, Long boxed, @Nullable Double none) {}

  @Test
  void numbers_are_widened_as_an_assignment_does_it() {
    var widened =
        JSON.codec(Numbers.class, Projection.all().include("none").partial())
            .decodePartial(bytes("{}"))
            .orThrow()
            .with("s", (byte) 1)
            .with("i", (short) 2)
            .with("l", 3)
            .with("f", 4L)
            .with("d", 5f)
            .with("boxed", 6)
            .with("none", 7)
            .create()
            .orThrow();

    assertThat(widened).isEqualTo(new Numbers((short) 1, 2, 3, 4, 5, 6L, 7.0));
  }

  @Test
  void numbers_are_not_narrowed() {
    var draft =
        JSON.codec(Numbers.class, Projection.all().include("none").partial())
            .decodePartial(bytes("{}"))
            .orThrow();

    for (Number narrowed : List.of(1L, 1.0f, 1.0, new BigDecimal(1))) {
      assertThatThrownBy(() -> draft.with("i", narrowed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("; its type is int.");
    }
  }

  public static class Counted {
    private int count;

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }

    public int getTwice() {
      return 2 * count;
    }
  }

  @Test
  void what_has_no_setter_cannot_be_added() {
    var draft = JSON.codec(Counted.class).decodePartial(bytes("{\"count\": 1}")).orThrow();

    assertThatThrownBy(() -> draft.with("twice", 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The field twice has no setter: it cannot be given a value.");
    assertThat(draft.create().orThrow().getTwice()).isEqualTo(2);
  }

  record Shelf(Map<String, Maker> makers) {}

  @Test
  void what_no_path_reaches_must_be_complete_in_documents() {
    var projection = Projection.all().exclude("makers.id");

    assertThatThrownBy(() -> JSON.codec(Shelf.class, projection).preparePartialDecoding())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Maker.id");
  }

  record Renamed(String firstName, @Nullable Renamed parent) {}

  @Test
  void problems_are_told_under_the_names_of_documents() {
    var projection = Projection.all().partial().rename("firstName", "first").rename("parent", "up");
    var change =
        JSON.codec(Renamed.class, projection)
            .decodePartial(bytes("{\"up\": {}, \"first\": \"x\"}"))
            .orThrow();

    assertThat(change.present()).containsExactly("firstName", "parent");
    assertThat(problems(change.applyTo(new Renamed("a", null))))
        .containsExactly("/up/firstName: The field is required: expected a text.");
  }

  private static Decoded<Partial<Order>> read(Projection projection, String document) {
    return JSON.codec(Order.class, projection).decodePartial(bytes(document));
  }

  private static Partial<Order> draft(Projection projection, String document) {
    return read(projection, document).orThrow();
  }

  private static List<String> problems(Decoded<?> result) {
    return ((Decoded.Invalid<?>) result).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
