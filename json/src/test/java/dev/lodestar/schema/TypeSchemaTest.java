package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Default;
import dev.lodestar.model.Tagged;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeSchemaTest {
  private static final Json JSON = Json.standard();

  enum Color {
    RED,
    GREEN
  }

  @Tagged("kind")
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side, Optional<Shape> inner) implements Shape {}

  record Page<T>(List<T> items, int total) {}

  record Widget(
      UUID id,
      String name,
      Optional<String> nick,
      @Nullable BigDecimal price,
      @Default("7") int amount,
      Color color,
      List<Shape> shapes,
      Map<String, Widget> parts) {}

  @Test
  void everything() {
    var schemas = Schemas.builder().build();
    var in = schemas.input(JSON, Widget.class);
    var page = schemas.output(JSON, new JsonType<Page<Widget>>() {}.type());
    var part = schemas.partial(JSON, Widget.class);
    System.out.println(in.toJson() + page.toJson() + part.toJson());
    schemas
        .components()
        .forEach((name, schema) -> System.out.println(name + " " + schema.toJson()));
    System.out.println(Schemas.document(JSON, Shape.class).toJson());
    assertThat(schemas.components()).containsKey("Widget");
  }
}
