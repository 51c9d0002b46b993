package dev.lodestar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnionModelTest {
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  @Name("square")
  record Square(double side) implements Shape {}

  sealed interface Curved extends Shape {}

  record Ellipse(double a, double b, Shape inner) implements Curved {}

  sealed interface Result<T> {}

  record Ok<T>(T value) implements Result<T> {}

  record Failed<T>(String reason) implements Result<T> {}

  record Holder(Result<Circle> result) {}

  @Tagged("radius")
  sealed interface Clashing {}

  record Disc(double radius) implements Clashing {}

  private final Models models = Models.standard();

  @Test
  void the_variants_of_nested_sealed_types_are_one_flat_list() {
    var shape = (UnionModel) models.model(Shape.class);

    assertThat(shape.tag()).hasValue("type");
    assertThat(shape.variants())
        .extracting(UnionModel.Variant::name)
        .containsExactlyInAnyOrder("Circle", "square", "Ellipse");
  }

  @Test
  void generics_of_the_sealed_type_reach_its_variants() {
    var holder = (ObjectModel) models.model(Holder.class);
    var result = (UnionModel) holder.fields().getFirst().use().model();

    var ok = (ObjectModel) result.variants().getFirst().model();

    assertThat(ok.fields().getFirst().use().model().rawClass()).isEqualTo(Circle.class);
  }

  sealed interface Recursive {}

  record Leaf(Recursive parent, String type) implements Recursive {}

  @Test
  void a_field_named_like_the_tag_is_refused_wherever_the_description_starts() {
    for (var start : List.of(Recursive.class, Leaf.class)) {
      assertThatThrownBy(() -> Models.standard().model(start))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("The variant Leaf has a field named \"type\"");
    }
  }

  @Test
  void a_field_named_like_the_tag_is_refused() {
    assertThatThrownBy(() -> models.model(Clashing.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("The variant Disc has a field named \"radius\"");
  }
}
