package dev.lodestar.dto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpException;
import dev.lodestar.json.Json;
import dev.lodestar.model.Projection;
import dev.lodestar.model.ReadOnly;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Patches as values: what unit tests and services do with them.
class MergePatchTest {
  interface Named {
    String name();
  }

  record Address(String street, @Size(max = 5) String city) {}

  record Widget(
      @ReadOnly long id,
      String name,
      int price,
      @Nullable String note,
      @Nullable Address address,
      Optional<Address> second)
      implements Named {
    String label() {
      return name + "!";
    }

    static String labelOf(Widget widget) {
      return widget.label();
    }
  }

  private static final Widget WIDGET =
      new Widget(7, "cog", 5, "n", new Address("Elm", "Ulm"), Optional.empty());

  private static MergePatch<Widget> patch(String json) {
    return MergePatch.ofJson(Widget.class, json);
  }

  @Test
  void a_patch_is_made_of_a_document() {
    assertThat(patch("{\"price\": 8}").applyTo(WIDGET).price()).isEqualTo(8);
    assertThat(
            catchThrowableOfType(HttpException.class, () -> patch("{\"price\": \"x\"}"))
                .status()
                .code())
        .isEqualTo(400);
  }

  @Test
  void a_patch_is_made_of_values() {
    var patch =
        MergePatch.of(Widget.class)
            .with(Widget::name, "cap")
            .with(Widget::note, null)
            .with(Widget::id, 8L);

    assertThat(patch.present()).containsExactly("id", "name", "note");
    assertThat(patch.applyTo(WIDGET))
        .isEqualTo(new Widget(8, "cap", 5, null, new Address("Elm", "Ulm"), Optional.empty()));
  }

  @Test
  void a_patch_does_not_change() {
    var patch = patch("{\"price\": 8}");

    assertThat(patch.with(Widget::name, "cap").present()).containsExactly("name", "price");
    assertThat(patch.present()).containsExactly("price");
  }

  @Test
  void absent_null_and_value_are_told_apart() {
    var patch = patch("{\"note\": null, \"second\": null, \"price\": 0}");

    assertThat(patch.isPresent(Widget::note)).isTrue();
    assertThat(patch.get(Widget::note)).isNull();
    assertThat(patch.get(Widget::second)).isEmpty();
    assertThat(patch.get(Widget::price)).isZero();
    assertThat(patch.isPresent(Widget::name)).isFalse();
    assertThat(patch.isPresent("address.city")).isFalse();
    assertThatThrownBy(() -> patch.get(Widget::name))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("The field name is absent.");
  }

  @Test
  void something_is_done_with_what_is_there() {
    var seen = new ArrayList<Object>();
    var patch = patch("{\"price\": 8}");

    patch.ifPresent(Widget::price, seen::add);
    patch.ifPresent(Widget::name, seen::add);

    assertThat(seen).containsExactly(8);
  }

  @Test
  void an_empty_patch_gives_the_instance_itself() {
    assertThat(patch("{}").isEmpty()).isTrue();
    assertThat(patch("{}").applyTo(WIDGET)).isSameAs(WIDGET);
    assertThat(patch("{\"price\": 5}").isEmpty()).isFalse();
  }

  @Test
  void what_would_differ_is_told_without_changing_anything() {
    var patch =
        patch(
            "{\"price\": 5, \"note\": null, \"address\": {\"city\": \"Ulm\"},"
                + " \"second\": {\"street\": \"Oak\", \"city\": \"Bonn\"}}");

    assertThat(patch.changed(WIDGET)).containsExactly("note", "second");
    assertThat(patch("{\"price\": 5}").changed(WIDGET)).isEmpty();
  }

  @Test
  void an_object_inside_has_a_patch_of_its_own() {
    var patch = patch("{\"address\": {\"city\": \"Bonn\"}, \"second\": {\"street\": \"Oak\"}}");

    assertThat(patch.isPresent("address.city")).isTrue();
    assertThat(patch.isPresent("address.street")).isFalse();
    assertThat(patch.part(Widget::address).orElseThrow().get(Address::city)).isEqualTo("Bonn");
    assertThat(patch.optionalPart(Widget::second).orElseThrow().present())
        .containsExactly("street");
    assertThat(patch("{\"address\": null}").part(Widget::address)).isEmpty();
    assertThat(patch("{}").part(Widget::address)).isEmpty();
    assertThatThrownBy(() -> patch.get(Widget::address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Of the field address only a part was sent, so it has no value before it is merged. Ask"
                + " for part(…), or apply the patch first.");
  }

  @Test
  void values_inside_are_added_by_path() {
    var patch = patch("{\"price\": 6}").with("address.city", "Bonn");

    assertThat(patch.applyTo(WIDGET).address()).isEqualTo(new Address("Elm", "Bonn"));
  }

  @Test
  void a_getter_may_be_the_one_of_an_interface() {
    Getter<Widget, String> name = Named::name;

    assertThat(patch("{\"name\": \"cap\"}").get(name)).isEqualTo("cap");
  }

  static class Base {
    private String title = "t";

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }
  }

  static final class Book extends Base {
    private boolean lent;

    @Override
    public String getTitle() {
      return super.getTitle();
    }

    public boolean isLent() {
      return lent;
    }

    public void setLent(boolean lent) {
      this.lent = lent;
    }
  }

  @Test
  void properties_are_named_by_their_getters_wherever_these_are_declared() {
    var patch = MergePatch.ofJson(Book.class, "{\"title\": \"u\", \"lent\": true}");

    assertThat(patch.get(Book::getTitle)).isEqualTo("u");
    assertThat(patch.get(Base::getTitle)).isEqualTo("u");
    assertThat(patch.get(Book::isLent)).isTrue();
  }

  @Test
  void a_reference_used_for_several_classes_means_the_field_of_each() {
    Getter<Base, String> title = Base::getTitle;

    for (var i = 0; i < 2; i++) {
      assertThat(MergePatch.ofJson(Base.class, "{\"title\": \"a\"}").get(title)).isEqualTo("a");
      assertThat(MergePatch.ofJson(Book.class, "{\"title\": \"b\"}").get(Base::getTitle))
          .isEqualTo("b");
    }
  }

  @Test
  void what_is_no_reference_to_a_getter_is_refused() {
    var patch = patch("{}");
    Getter<Widget, String> own =
        new Getter<>() {
          @Override
          public String get(Widget widget) {
            return widget.name();
          }
        };

    assertThatThrownBy(() -> patch.isPresent(Widget::label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The reference Widget::label names no field: Widget has no such field. Its fields are"
                + " id, name, price, note, address, second.");
    assertThatThrownBy(() -> patch.isPresent(Widget::labelOf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The reference Widget::labelOf names no field");
    assertThatThrownBy(() -> patch.isPresent(widget -> widget.name()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "A field is named by a reference to its getter, such as Widget::name, or by its name as"
                + " a text. A lambda expression has neither a name");
    assertThatThrownBy(() -> patch.isPresent(own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A field is named by a reference to its getter");
    assertThatThrownBy(() -> patch.isPresent("nam"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no field \"nam\" in Widget. Did you mean \"name\"?");
  }

  @Test
  void a_value_that_the_field_cannot_have_is_refused() {
    assertThatThrownBy(() -> patch("{}").with("name", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> patch("{}").with("price", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_field_that_clients_cannot_send_is_absent_and_can_be_added() {
    var codec = Json.standard().codec(Widget.class, Projection.all().exclude("note").partial());
    var patch =
        MergePatch.of(
            codec.decodePartial("{\"note\": \"x\"}".getBytes(StandardCharsets.UTF_8)).orThrow());

    assertThat(patch.isPresent(Widget::note)).isFalse();
    assertThat(patch.with(Widget::note, "by the server").applyTo(WIDGET).note())
        .isEqualTo("by the server");
  }

  @Test
  void problems_of_a_patch_without_a_request_are_told_in_english() {
    var refusal =
        catchThrowableOfType(
            HttpException.class,
            () -> patch("{\"second\": {\"street\": \"Oak\"}}").applyTo(WIDGET));

    assertThat(refusal.problem().extensions().get("errors"))
        .asString()
        .contains("/second/city")
        .contains("The field is required: expected a text.");
  }

  @Test
  void values_are_not_shown_as_text() {
    assertThat(patch("{\"note\": \"secret\"}")).hasToString("MergePatch Widget[note]");
    assertThat(Draft.ofJson(Address.class, "{\"street\": \"secret\", \"city\": \"x\"}"))
        .hasToString("Draft Address[street, city]");
  }

  @Test
  void it_is_a_change_like_others() {
    Changes<Widget> changes = patch("{\"price\": 8}");

    assertThat(changes.against(WIDGET)).isSameAs(changes);
    assertThat(changes.changed(WIDGET)).isEqualTo(List.of("price"));
  }
}
