package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Schemas that are written by hand, and how they are given for types.
class SchemaTest {
  private static final Json JSON = Json.standard();

  @Test
  void keywords_stand_in_the_order_in_which_they_were_given() {
    var schema =
        Schema.object()
            .property("sku", Schema.string().pattern("^[A-Z]+$").minLength(2), true)
            .property(
                "price", Schema.number().minimum(new BigDecimal("0.50")).multipleOf(0.5), false)
            .description("An article.");

    assertThat(Said.text(schema))
        .isEqualTo(
            "{'type':'object','properties':{'sku':{'type':'string','pattern':'^[A-Z]+$',"
                + "'minLength':2},'price':{'type':'number','minimum':0.50,'multipleOf':0.5}},"
                + "'required':['sku'],'description':'An article.'}");
  }

  @Test
  void a_schema_never_changes() {
    var names = new HashMap<String, Object>(Map.of("type", "string"));
    var schema = Schema.of(names);
    names.put("type", "integer");
    schema.tree().put("type", "number");
    schema.format("date");

    assertThat(schema).isEqualTo(Schema.string());
  }

  @Test
  void null_is_added_where_it_stands_best() {
    assertThat(Said.text(Schema.string().nullable())).isEqualTo("{'type':['string','null']}");
    assertThat(Said.text(Schema.words("a", "b").nullable()))
        .isEqualTo("{'type':['string','null'],'enum':['a','b',null]}");
    assertThat(Said.text(Schema.ref("Order").description("Which.").nullable()))
        .isEqualTo(
            "{'anyOf':[{'$ref':'#/components/schemas/Order'},{'type':'null'}],"
                + "'description':'Which.'}");
    assertThat(Schema.any().nullable()).isEqualTo(Schema.any());
    assertThat(Schema.string().nullable().nullable()).isEqualTo(Schema.string().nullable());
    assertThat(Schema.ref("A").nullable().nullable()).isEqualTo(Schema.ref("A").nullable());
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> Schema.string().with("default", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.Optional");
    assertThatThrownBy(() -> Schema.number().maximum(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JSON has no number NaN.");
    assertThatThrownBy(() -> Schema.any().with("properties", Map.of(1, "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  record Sku(String letters, int number) {}

  record Order(Sku sku, Optional<Sku> other) {}

  @Test
  void a_schema_that_is_given_for_a_type_counts_wherever_it_stands() {
    var schemas =
        Schemas.builder().custom(Sku.class, Schema.string().pattern("^[A-Z]+-[0-9]+$")).build();
    var order = Said.component(schemas, schemas.input(JSON, Order.class));

    assertThat(Said.property(order, "sku"))
        .isEqualTo("{'type':'string','pattern':'^[A-Z]+-[0-9]+$'}");
    assertThat(Said.property(order, "other"))
        .isEqualTo("{'type':['string','null'],'pattern':'^[A-Z]+-[0-9]+$'}");
    assertThat(schemas.components()).containsOnlyKeys("Order");
  }

  @Test
  void a_schema_with_fields_is_a_component_and_may_refer_to_others() {
    var schemas =
        Schemas.builder()
            .custom(
                Sku.class,
                Schema.object().property("parts", Schema.array(Schema.ref("Order")), true))
            .build();
    var order = Said.component(schemas, schemas.input(JSON, Order.class));

    assertThat(Said.property(order, "sku")).isEqualTo("{'$ref':'#/$defs/Sku'}");
    assertThat(Said.text(schemas.components().get("Sku"))).contains("'$ref':'#/$defs/Order'");
  }

  @Test
  void a_function_gives_schemas_of_many_classes() {
    var schemas =
        Schemas.builder()
            .custom(type ->
                type.getSimpleName().equals("Sku")
                    ? Optional.of(Schema.string())
                    : Optional.empty())
            .build();

    assertThat(Said.text(schemas.input(JSON, Sku.class))).isEqualTo("{'type':'string'}");
  }

  @Test
  void schemas_of_types_may_stand_anywhere_in_others() {
    var schemas = Schemas.builder().build();
    var sku = schemas.input(JSON, Sku.class);

    assertThat(Said.text(Schema.allOf(sku, Schema.object())))
        .isEqualTo("{'allOf':[{'$ref':'#/$defs/Sku'},{'type':'object'}]}");
    assertThat(Said.text(Schema.any().with("properties", Map.of("sku", List.of(sku)))))
        .isEqualTo("{'properties':{'sku':[{'$ref':'#/$defs/Sku'}]}}");
    assertThat(Said.text(Schema.array(schemas.output(JSON, Order.class))))
        .isEqualTo("{'type':'array','items':{'$ref':'#/$defs/Order'}}");
  }

  record Point(int x, int y) {
    static Schema schema() {
      return Schema.array(Schema.integer()).minItems(2).maxItems(2);
    }
  }

  @Test
  void a_class_brings_its_schema_along() {
    assertThat(Said.text(Schemas.builder().build().output(JSON, Point.class)))
        .isEqualTo("{'type':'array','items':{'type':'integer'},'minItems':2,'maxItems':2}");
  }

  record Broken(int x) {
    static Schema schema() {
      return Schema.any().with("default", new Object());
    }
  }

  @Test
  void a_schema_that_is_not_to_be_had_is_named() {
    assertThatThrownBy(() -> Schemas.builder().build().output(JSON, Broken.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Broken")
        .hasMessageContaining("static method schema()");
  }

  @Test
  void a_document_stands_for_itself() {
    var document = Schemas.document(JSON, Order.class);

    assertThat(Said.text(document))
        .startsWith("{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object'")
        .endsWith(
            "'$defs':{'Sku':{'type':'object','properties':{'letters':{'type':'string'},"
                + "'number':{'type':'integer','format':'int32'}},"
                + "'required':['letters','number']}}}");
    assertThat(Schemas.document(JSON, List.class).get("$defs")).isEmpty();
  }
}
