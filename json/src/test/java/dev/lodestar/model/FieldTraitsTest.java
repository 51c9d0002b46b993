package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import dev.lodestar.model.TypeModel.EnumModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldTraitsTest {
  @Doc("Somebody with an account.")
  record Account(
      @ReadOnly @Nullable Long id,
      @Doc("Where mail goes.") String email,
      @WriteOnly String password,
      @Private @Default("user") String role) {}

  static final class Entity {
    private long version = 7;
    private String name = "";

    @ReadOnly
    public long getVersion() {
      return version;
    }

    public void setVersion(long version) {
      this.version = version;
    }

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  record Order(@ReadOnly long id, String customer) {}

  record Contradiction(@ReadOnly @WriteOnly String name) {}

  @Naming(NamingStrategy.KEBAB_CASE)
  @Strict
  interface Contract {}

  record Line(int unitPrice, @Name("sku") String stockUnit) implements Contract {}

  @Naming(NamingStrategy.SNAKE_CASE)
  @Strict(false)
  record Loose(int unitPrice) implements Contract {}

  @Omit(Omission.IF_EMPTY)
  record Sparse(
      String name,
      List<String> tags,
      int[] codes,
      Optional<String> note,
      @Omit(Omission.NEVER) Optional<String> shown,
      @Omit(Omission.IF_NULL) @Nullable String text) {}

  @Doc("How bad it is.")
  enum Level {
    @Doc("Read it tomorrow.")
    LOW,
    HIGH
  }

  private final Models models = Models.standard();

  private ObjectModel object(Class<?> type) {
    return (ObjectModel) models.model(type);
  }

  private static <T> String encoded(Class<T> type, T value) {
    return new String(Json.standard().codec(type).encode(value), StandardCharsets.UTF_8);
  }

  private static <T> T decoded(Class<T> type, String document) {
    return decoded(Json.standard(), type, document);
  }

  private static <T> T decoded(Json json, Class<T> type, String document) {
    return json.codec(type).decode(document.getBytes(StandardCharsets.UTF_8)).orThrow();
  }

  @Test
  void a_mark_says_in_which_directions_a_field_travels() {
    var fields = object(Account.class).fields();

    assertThat(fields)
        .extracting(FieldModel::mark)
        .containsExactly(Mark.READ_ONLY, Mark.NONE, Mark.WRITE_ONLY, Mark.PRIVATE);
    assertThat(fields).extracting(FieldModel::encoded).containsExactly(true, true, false, false);
    assertThat(fields).extracting(FieldModel::decoded).containsExactly(false, true, true, false);
  }

  @Test
  void fields_that_are_only_read_or_private_are_not_written() {
    assertThat(encoded(Account.class, new Account(1L, "a@b", "secret", "admin")))
        .isEqualTo("{\"id\":1,\"email\":\"a@b\"}");
  }

  @Test
  void fields_that_are_only_written_or_private_are_ignored_in_a_document() {
    var document = "{\"id\":5,\"email\":\"a@b\",\"password\":\"x\",\"role\":\"admin\"}";

    assertThat(decoded(Account.class, document)).isEqualTo(new Account(null, "a@b", "x", "user"));
  }

  @Test
  void a_strict_codec_does_not_know_private_fields_and_ignores_fields_that_are_only_written() {
    var strict = Json.builder().refuseUnknownFields(true).build();
    var start = "{\"email\":\"a@b\",\"password\":\"x\"";

    assertThat(decoded(strict, Account.class, start + ",\"id\":1}").id()).isNull();
    assertThatThrownBy(() -> decoded(strict, Account.class, start + ",\"role\":\"admin\"}"))
        .hasMessage("/role: There is no field of this name.");
  }

  @Test
  void a_setter_of_a_field_that_is_only_written_is_not_called() {
    var entity = decoded(Entity.class, "{\"version\":1,\"name\":\"x\"}");

    assertThat(entity.getVersion()).isEqualTo(7);
    assertThat(entity.getName()).isEqualTo("x");
  }

  @Test
  void a_constructor_that_needs_a_value_which_documents_do_not_give_is_an_obstacle() {
    assertThat(object(Order.class).obstacle())
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .hasToString(
                    "Order.id: The field is not read, but the constructor needs its value."
                        + " Give it a @Default, or make it an Optional or @Nullable."));
    assertThat(encoded(Order.class, new Order(3, "Ann")))
        .isEqualTo("{\"id\":3,\"customer\":\"Ann\"}");
    assertThatThrownBy(() -> decoded(Order.class, "{}")).isInstanceOf(ModelException.class);
  }

  @Test
  void an_application_makes_instances_with_all_values_whatever_their_marks() {
    assertThat(object(Order.class).create(new Object[] {3L, "Ann"})).isEqualTo(new Order(3, "Ann"));
  }

  @Test
  void contradicting_marks_are_a_problem() {
    assertThatThrownBy(() -> models.model(Contradiction.class))
        .hasMessageContaining("Contradiction.name: The field has more than one of @ReadOnly");
  }

  @Test
  void docs_of_types_fields_and_constants_are_kept() {
    var level = (EnumModel) models.model(Level.class);

    assertThat(object(Account.class).doc()).contains("Somebody with an account.");
    assertThat(object(Account.class).fields())
        .extracting(field -> field.doc().orElse(""))
        .containsExactly("", "Where mail goes.", "", "");
    assertThat(level.doc()).contains("How bad it is.");
    assertThat(level.doc(Level.LOW)).contains("Read it tomorrow.");
    assertThat(level.doc(Level.HIGH)).isEmpty();
  }

  @Test
  void a_naming_strategy_of_a_type_replaces_that_of_the_models() {
    var pascal = models.withNaming(NamingStrategy.PASCAL_CASE);

    assertThat(((ObjectModel) pascal.model(Line.class)).fields())
        .extracting(FieldModel::name)
        .containsExactly("unit-price", "sku");
    assertThat(object(Loose.class).fields())
        .extracting(FieldModel::name)
        .containsExactly("unit_price");
  }

  @Test
  void a_type_decides_about_unknown_fields_for_itself() {
    var strict = Json.builder().refuseUnknownFields(true).build();

    assertThat(object(Account.class).refusesUnknown()).isEmpty();
    assertThat(decoded(strict, Loose.class, "{\"unit_price\":1,\"x\":2}")).isEqualTo(new Loose(1));
    assertThatThrownBy(() -> decoded(Line.class, "{\"unit-price\":1,\"sku\":\"y\",\"x\":2}"))
        .hasMessage("/x: There is no field of this name.");
  }

  @Test
  void fields_are_left_out_as_the_type_or_the_field_says() {
    var empty = new Sparse("", List.of(), new int[0], Optional.of(""), Optional.empty(), null);
    var full = new Sparse("n", List.of("t"), new int[] {1}, Optional.of("o"), Optional.of(""), "");

    assertThat(encoded(Sparse.class, empty)).isEqualTo("{\"shown\":null}");
    assertThat(encoded(Sparse.class, full))
        .isEqualTo(
            "{\"name\":\"n\",\"tags\":[\"t\"],\"codes\":[1],\"note\":\"o\",\"shown\":\"\",\"text\":\"\"}");
  }

  @Test
  void naming_strategies_treat_an_underscore_between_words_as_a_separator() {
    assertThat(NamingStrategy.CAMEL_CASE.apply("unit_price")).isEqualTo("unitPrice");
    assertThat(NamingStrategy.CAMEL_CASE.apply("UserID")).isEqualTo("userID");
    assertThat(NamingStrategy.PASCAL_CASE.apply("unit_price")).isEqualTo("UnitPrice");
    assertThat(NamingStrategy.KEBAB_CASE.apply("unit_price")).isEqualTo("unit-price");
    assertThat(NamingStrategy.SNAKE_CASE.apply("unit_Price")).isEqualTo("unit_price");
    assertThat(NamingStrategy.SNAKE_CASE.apply("_id")).isEqualTo("_id");
    assertThat(NamingStrategy.CAMEL_CASE.apply("_id")).isEqualTo("_id");
    assertThat(NamingStrategy.CAMEL_CASE.apply("")).isEmpty();
  }
}
