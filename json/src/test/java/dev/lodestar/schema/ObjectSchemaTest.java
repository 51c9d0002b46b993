package dev.lodestar.schema;

import static dev.lodestar.schema.Said.property;
import static dev.lodestar.schema.Said.read;
import static dev.lodestar.schema.Said.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Name;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Omission;
import dev.lodestar.model.Omit;
import dev.lodestar.model.Private;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.Strict;
import dev.lodestar.model.Value;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the schemas of objects say about their fields.
class ObjectSchemaTest {
  private static final Json JSON = Json.standard();

  record Order(
      String sku,
      Optional<String> remark,
      @Nullable Integer floor,
      @Default("1") int amount,
      List<@Nullable String> lines) {}

  @Test
  void a_field_is_required_when_read_unless_its_type_says_otherwise() {
    assertThat(read(JSON, Order.class)).containsEntry("required", List.of("sku", "lines"));
  }

  @Test
  void a_field_is_required_when_written_unless_it_may_be_left_out() {
    assertThat(written(JSON, Order.class))
        .containsEntry("required", List.of("sku", "floor", "amount", "lines"));
  }

  @Test
  void nulls_that_are_left_out_are_not_required_when_written() {
    var json = Json.builder().omitNulls(true).build();

    assertThat(written(json, Order.class))
        .containsEntry("required", List.of("sku", "amount", "lines"));
  }

  @Test
  void null_is_a_type_where_it_is_a_value() {
    var order = read(JSON, Order.class);

    assertThat(property(order, "sku")).isEqualTo("{'type':'string'}");
    assertThat(property(order, "remark")).isEqualTo("{'type':['string','null']}");
    assertThat(property(order, "floor")).isEqualTo("{'type':['integer','null'],'format':'int32'}");
    assertThat(property(order, "lines"))
        .isEqualTo("{'type':'array','items':{'type':['string','null']}}");
  }

  @Test
  void a_default_is_told_where_it_counts() {
    assertThat(property(read(JSON, Order.class), "amount"))
        .isEqualTo("{'type':'integer','format':'int32','default':1}");
    assertThat(property(written(JSON, Order.class), "amount"))
        .isEqualTo("{'type':'integer','format':'int32'}");
  }

  record Plain(String name, Optional<Plain> next) {}

  @Test
  void what_is_read_as_it_is_written_is_one_component() {
    var schemas = Schemas.builder().build();
    var read = schemas.input(JSON, Plain.class);
    var written = schemas.output(JSON, Plain.class);

    assertThat(schemas.components()).containsOnlyKeys("Plain");
    assertThat(read.tree()).isEqualTo(written.tree());
    assertThat(property(schemas.components().get("Plain").tree(), "next"))
        .isEqualTo("{'anyOf':[{'$ref':'#/$defs/Plain'},{'type':'null'}]}");
  }

  @Test
  void what_differs_is_two_components() {
    var schemas = Schemas.builder().build();
    var read = schemas.input(JSON, Order.class);
    var written = schemas.output(JSON, Order.class);

    assertThat(Said.text(read)).isEqualTo("{'$ref':'#/$defs/OrderInput'}");
    assertThat(Said.text(written)).isEqualTo("{'$ref':'#/$defs/Order'}");
  }

  @Test
  void what_is_only_read_has_the_plain_name() {
    var schemas = Schemas.builder().build();

    assertThat(Said.text(schemas.input(JSON, Order.class))).isEqualTo("{'$ref':'#/$defs/Order'}");
  }

  record User(
      @ReadOnly @Nullable UUID id,
      String name,
      @WriteOnly String password,
      @Private @Nullable String notes) {}

  @Test
  void a_field_stands_only_where_it_travels() {
    var read = read(JSON, User.class);
    var written = written(JSON, User.class);

    assertThat(property(read, "id")).isEqualTo("none");
    assertThat(property(read, "password")).isEqualTo("{'type':'string','writeOnly':true}");
    assertThat(property(written, "id"))
        .isEqualTo("{'type':['string','null'],'format':'uuid','readOnly':true}");
    assertThat(property(written, "password")).isEqualTo("none");
  }

  record Account(String name, @WriteOnly @Default("changeme") String password) {}

  @Test
  void the_default_of_a_field_that_is_never_shown_is_not_told() {
    assertThat(property(read(JSON, Account.class), "password"))
        .isEqualTo("{'type':'string','writeOnly':true}");
  }

  @Test
  void a_private_field_is_told_nobody() {
    var schemas = Schemas.builder().build();
    schemas.input(JSON, User.class);
    schemas.output(JSON, User.class);
    schemas.partial(JSON, User.class);

    assertThat(schemas.components().values())
        .allSatisfy(schema -> assertThat(schema.toJson()).doesNotContain("notes"));
  }

  @Strict
  record Exact(@ReadOnly @Nullable String id, String name) {}

  @Test
  void unknown_fields_are_forbidden_where_they_are_refused() {
    var read = read(JSON, Exact.class);

    assertThat(read).containsEntry("additionalProperties", false);
    assertThat(read(Json.builder().refuseUnknownFields(true).build(), Order.class))
        .containsEntry("additionalProperties", false);
    assertThat(read(JSON, Order.class)).doesNotContainKey("additionalProperties");
  }

  @Test
  void a_field_that_is_known_and_ignored_may_be_sent_where_others_are_refused() {
    assertThat(property(read(JSON, Exact.class), "id")).isEqualTo("{'readOnly':true}");
  }

  record Renamed(@Name("unit-price") int unitPrice, int inStock) {}

  @Test
  void names_are_those_of_documents() {
    var json = Json.builder().naming(NamingStrategy.SNAKE_CASE).build();

    assertThat(read(json, Renamed.class))
        .containsEntry("required", List.of("unit-price", "in_stock"));
  }

  record Aliased(@Name(aliases = "code") String sku, @Name(aliases = "n") Optional<String> note) {}

  @Test
  void a_document_has_a_field_by_one_of_its_names() {
    var validator = new Validator(Schemas.document(JSON, Aliased.class), true);

    assertThat(validator.problems("{\"sku\":\"a\",\"n\":\"x\"}")).isEmpty();
    assertThat(validator.problems("{\"code\":\"a\"}")).isEmpty();
    assertThat(validator.problems("{}")).isNotEmpty();
    assertThat(validator.problems("{\"sku\":\"a\",\"code\":\"a\"}")).isNotEmpty();
    assertThat(validator.problems("{\"sku\":\"a\",\"n\":\"x\",\"note\":\"x\"}")).isNotEmpty();
  }

  record Omitting(
      @Omit(Omission.IF_EMPTY) List<String> tags,
      @Omit(Omission.NEVER) Optional<String> nick,
      @Omit(Omission.IF_NULL) @Nullable String note) {}

  @Test
  void what_is_left_out_by_an_annotation_is_not_required() {
    assertThat(written(JSON, Omitting.class)).containsEntry("required", List.of("nick"));
    assertThat(read(JSON, Omitting.class)).containsEntry("required", List.of("tags"));
  }

  record Needed(@NotEmpty @Nullable String text) {}

  @Test
  void a_constraint_that_refuses_null_makes_a_field_required() {
    var needed = read(JSON, Needed.class);

    assertThat(needed).containsEntry("required", List.of("text"));
    assertThat(property(needed, "text")).isEqualTo("{'type':'string','minLength':1}");
  }

  @Doc("What a customer ordered.")
  record Documented(
      @Doc("As printed on the label.") String sku,
      @Doc("Where it goes.") Optional<Plain> next,
      String old) {

    @Override
    @Deprecated
    public String old() {
      return old;
    }

    @AssertTrue(message = "sku and old must differ")
    boolean isDifferent() {
      return !sku.equals(old);
    }
  }

  @Test
  void prose_stands_where_it_belongs() {
    var documented = read(JSON, Documented.class);

    assertThat(documented)
        .containsEntry("description", "What a customer ordered.\n\nSku and old must differ.");
    assertThat(property(documented, "sku"))
        .isEqualTo("{'type':'string','description':'As printed on the label.'}");
    assertThat(property(documented, "next"))
        .isEqualTo(
            "{'anyOf':[{'$ref':'#/$defs/Plain'},{'type':'null'}],'description':'Where it goes.'}");
    assertThat(property(documented, "old")).isEqualTo("{'type':'string','deprecated':true}");
  }

  @Test
  void descriptions_from_elsewhere_stand_where_there_is_no_annotation() {
    var schemas =
        Schemas.builder()
            .describe(
                new TypeDescriptions() {
                  @Override
                  public Optional<String> type(Class<?> type) {
                    return Optional.of("The type " + type.getSimpleName() + ".");
                  }

                  @Override
                  public Optional<String> field(ObjectModel owner, FieldModel field) {
                    return Optional.of(owner.typeName() + "." + field.javaName() + ".");
                  }
                })
            .build();
    var documented = Said.component(schemas, schemas.input(JSON, Documented.class));
    var plain = schemas.components().get("Plain").tree();

    assertThat(documented.get("description").toString()).startsWith("What a customer");
    assertThat(property(documented, "sku")).contains("As printed on the label.");
    assertThat(plain).containsEntry("description", "The type Plain.");
    assertThat(property(plain, "name")).contains("'description':'Plain.name.'");
  }

  @Test
  void a_change_requires_nothing_and_removes_with_null_what_may_be_missing() {
    var schemas = Schemas.builder().build();
    var change = Said.component(schemas, schemas.partial(JSON, Order.class));

    assertThat(change).doesNotContainKey("required");
    assertThat(property(change, "sku")).isEqualTo("{'type':'string'}");
    assertThat(property(change, "remark")).isEqualTo("{'type':['string','null']}");
    assertThat(property(change, "amount")).isEqualTo("{'type':'integer','format':'int32'}");
    assertThat(schemas.components()).containsOnlyKeys("OrderPatch");
  }

  record Shelf(Map<String, Integer> stock, Map<UUID, Plain> plains) {}

  @Test
  void null_removes_the_entry_of_a_map_that_is_changed() {
    var schemas = Schemas.builder().build();
    var change = Said.component(schemas, schemas.partial(JSON, Shelf.class));

    assertThat(property(change, "stock"))
        .isEqualTo(
            "{'type':'object','additionalProperties':{'type':['integer','null'],'format':'int32'}}");
    assertThat(property(change, "plains"))
        .isEqualTo(
            "{'type':'object','additionalProperties':"
                + "{'anyOf':[{'$ref':'#/$defs/PlainPatch'},{'type':'null'}]},"
                + "'propertyNames':{'type':'string','format':'uuid'}}");
  }

  record Sku(@Value String text) {}

  record Holder(Sku sku, Map<Sku, Integer> amounts) {}

  @Test
  void what_stands_for_a_value_is_described_in_its_place() {
    var holder = read(JSON, Holder.class);

    assertThat(property(holder, "sku")).isEqualTo("{'type':'string'}");
    assertThat(property(holder, "amounts"))
        .isEqualTo("{'type':'object','additionalProperties':{'type':'integer','format':'int32'}}");
  }

  static final class Computed {
    private final String first;

    Computed(String first) {
      this.first = first;
    }

    public String getFirst() {
      return first;
    }
  }

  @Test
  void what_can_only_be_written_is_not_called_read_only() {
    assertThat(property(written(JSON, Computed.class), "first")).isEqualTo("{'type':'string'}");
  }
}
