package dev.lodestar.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A mapper knows no projections, so it must not get what has one.
class ProjectedTypesTest {
  record Widget(String sku, String secret) {}

  record Page<T>(List<T> items) {}

  record Box(Widget widget) {}

  record Shelf(Box box, Page<String> names) {}

  private static final Widget WIDGET = new Widget("x-1", "s");

  @Test
  void a_type_of_the_mapper_cannot_have_a_projection() {
    assertThatThrownBy(() -> json(JacksonBackend.forTypes(JsonMapper.shared(), Widget.class)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "There is a projection of dev.lodestar.jackson.ProjectedTypesTest$Widget, which another"
                + " library reads and writes.");
    assertThatThrownBy(() -> json(JacksonBackend.forAllTypes(JsonMapper.shared())))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void a_type_of_the_mapper_cannot_contain_objects_with_projections() {
    var json = json(JacksonBackend.forTypes(JsonMapper.shared(), Page.class, Box.class));

    assertThatThrownBy(() -> json.codec(new JsonType<Page<Widget>>() {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Another library reads and writes Page<Widget>, and objects in it that have"
                + " projections.");
    assertThatThrownBy(() -> json.codec(Shelf.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Shelf.box: Another library reads and writes Box, and objects in it");
    assertThat(text(json.codec(new JsonType<Page<String>>() {}).encode(new Page<>(List.of("a")))))
        .isEqualTo("{\"items\":[\"a\"]}");
  }

  @Test
  void what_has_no_declared_type_is_not_left_to_the_mapper() {
    var json = json(JacksonBackend.forTypes(JsonMapper.shared(), Object.class));

    assertThat(text(json.codec(Object.class).encode(WIDGET))).isEqualTo("{\"sku\":\"x-1\"}");
    assertThat(
            text(
                json.codec(new JsonType<Map<String, List<Object>>>() {})
                    .encode(Map.of("k", List.of(WIDGET)))))
        .isEqualTo("{\"k\":[{\"sku\":\"x-1\"}]}");
  }

  private static Json json(JacksonBackend backend) {
    return Json.builder()
        .backend(backend)
        .projections(Map.of(Widget.class, Projection.all().exclude("secret")))
        .build();
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
