package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Projections of classes, which count wherever a value of the class occurs.
class ClassProjectionTest {
  record Maker(@Nullable Long id, String name) {}

  record Widget(@Nullable Long id, String sku, @Nullable Maker maker, List<Widget> parts) {
    Widget(@Nullable Long id, String sku) {
      this(id, sku, null, List.of());
    }
  }

  record Page<T>(List<T> items, int total) {}

  record Shelf(
      Widget one,
      Optional<Widget> two,
      List<List<Widget>> lists,
      Map<String, Widget> map,
      Widget[] array,
      Page<Widget> page,
      Object any) {}

  private static final Widget WIDGET = new Widget(7L, "x-1");
  private static final Projection NO_ID = Projection.all().exclude("id", "maker", "parts");

  @Test
  void a_projection_counts_wherever_a_value_of_the_class_occurs() {
    var shelf =
        new Shelf(
            WIDGET,
            Optional.of(WIDGET),
            List.of(List.of(WIDGET)),
            Map.of("k", WIDGET),
            new Widget[] {WIDGET},
            new Page<>(List.of(WIDGET), 1),
            List.of(WIDGET));

    assertThat(written(json(Map.of(Widget.class, NO_ID)), shelf))
        .isEqualTo(
            """
            {"one":{"sku":"x-1"},"two":{"sku":"x-1"},"lists":[[{"sku":"x-1"}]],\
            "map":{"k":{"sku":"x-1"}},"array":[{"sku":"x-1"}],\
            "page":{"items":[{"sku":"x-1"}],"total":1},"any":[{"sku":"x-1"}]}\
            """);
  }

  @Test
  void a_projection_counts_for_whole_documents_of_each_kind() {
    var json = json(Map.of(Widget.class, NO_ID));

    assertThat(written(json, WIDGET)).isEqualTo("{\"sku\":\"x-1\"}");
    assertThat(text(json.codec(new JsonType<List<Widget>>() {}).encode(List.of(WIDGET))))
        .isEqualTo("[{\"sku\":\"x-1\"}]");
    assertThat(text(json.codec(Object.class).encode(Map.of("w", WIDGET))))
        .isEqualTo("{\"w\":{\"sku\":\"x-1\"}}");
  }

  @Test
  void a_computed_field_is_written_after_the_others_and_never_read() {
    var projection = NO_ID.add("label", String.class, (Widget w) -> "w " + w.sku()).named("Short");
    var json = json(Map.of(Widget.class, projection));

    assertThat(written(json, WIDGET)).isEqualTo("{\"sku\":\"x-1\",\"label\":\"w x-1\"}");
    assertThat(((ObjectModel) json.models().model(Widget.class)).view()).contains("Short");
  }

  private static Json json(Map<Class<?>, Projection> projections) {
    return Json.builder().projections(projections).build();
  }

  private static <T> String written(Json json, T value) {
    @SuppressWarnings("unchecked") // the class of a T
    var type = (Class<T>) value.getClass();
    return text(json.codec(type).encode(value));
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
