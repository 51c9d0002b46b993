package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Name;
import dev.lodestar.model.Tagged;
import dev.lodestar.model.Untagged;
import dev.lodestar.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The schemas of sealed types.
class UnionSchemaTest {
  private static final Json JSON = Json.standard();

  @Tagged("kind")
  sealed interface Shape {}

  @Name("circle")
  record Circle(double radius) implements Shape {}

  record Group(List<Shape> shapes) implements Shape {}

  @Test
  void a_sealed_type_is_one_of_its_variants_and_each_has_its_tag() {
    var schemas = Schemas.builder().build();
    var shape = Said.component(schemas, schemas.input(JSON, Shape.class));

    assertThat(Said.text(shape))
        .isEqualTo("{'oneOf':[{'$ref':'#/$defs/Circle'},{'$ref':'#/$defs/Group'}]}");
    assertThat(Said.text(schemas.components().get("Circle")))
        .isEqualTo(
            "{'type':'object','properties':{'kind':{'type':'string','const':'circle'},"
                + "'radius':{'type':'number','format':'double'}},'required':['kind','radius']}");
    assertThat(Said.text(schemas.components().get("Group")))
        .contains("'items':{'$ref':'#/$defs/Shape'}");
  }

  @Test
  void openapi_learns_which_tag_means_which_component() {
    var schemas = Schemas.builder().reference("#/components/schemas/").build();
    schemas.input(JSON, Shape.class);

    assertThat(Said.text(schemas.components().get("Shape")))
        .contains(
            "'discriminator':{'propertyName':'kind','mapping':{"
                + "'circle':'#/components/schemas/Circle','Group':'#/components/schemas/Group'}}");
  }

  @Test
  void a_variant_alone_has_no_tag_and_keeps_its_name() {
    var schemas = Schemas.builder().build();
    schemas.input(JSON, new JsonType<List<Shape>>() {}.type());
    schemas.input(JSON, Circle.class);

    assertThat(schemas.components()).containsOnlyKeys("Circle", "Group", "Shape", "ShapeCircle");
    assertThat(Said.text(schemas.components().get("Circle"))).doesNotContain("kind");
    assertThat(Said.text(schemas.components().get("ShapeCircle"))).contains("'const':'circle'");
  }

  @Untagged
  sealed interface Target {}

  record Sku(@Value String text) implements Target {}

  record Box(int box, String note) implements Target {}

  record Pallet(int pallet) implements Target {}

  @Test
  void without_a_tag_the_shape_of_any_variant_will_do() {
    var schemas = Schemas.builder().reference("#/components/schemas/").build();
    schemas.output(JSON, Target.class);

    assertThat(Said.text(schemas.components().get("Target")))
        .isEqualTo(
            "{'anyOf':[{'type':'string'},{'$ref':'#/components/schemas/Box'},"
                + "{'$ref':'#/components/schemas/Pallet'}]}");
  }

  record Tree<T>(T value, List<Tree<T>> children) {}

  @Test
  void a_type_that_contains_itself_refers_to_itself() {
    var document = Schemas.document(JSON, new JsonType<Tree<Circle>>() {}.type());

    assertThat(Said.text(document))
        .contains("'$ref':'#/$defs/TreeOfCircle'")
        .contains("'items':{'$ref':'#/$defs/TreeOfCircle'}");
    assertThat(
            new Validator(document, true)
                .problems(
                    "{\"value\":{\"radius\":1},\"children\":[{\"value\":{},\"children\":[]}]}"))
        .hasSize(1);
  }
}
