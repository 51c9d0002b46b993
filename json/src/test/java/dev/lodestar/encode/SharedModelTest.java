package dev.lodestar.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.decode.Decoders;
import dev.lodestar.format.JsonFormat;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Projection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How many classes are generated for a type with a projection: each plan that is asked for becomes
/// one.
class SharedModelTest {
  record Maker(Optional<Long> id, String name) {}

  record Widget(String sku, Optional<String> note, List<Widget> parts, Maker maker) {}

  record Page<T>(List<T> items, int total) {}

  record Shelf(Widget first, Map<String, Widget> others, Page<Widget> page) {}

  private final Models models =
      Models.standard()
          .withProjections(
              Map.of(
                  Widget.class,
                  Projection.all().exclude("note", "maker.id").naming(NamingStrategy.SNAKE_CASE)));
  private final Map<Class<?>, Integer> written = new HashMap<>();
  private final Map<Class<?>, Integer> read = new HashMap<>();

  @Test
  void fifty_uses_of_a_type_with_a_projection_share_one_class_for_each_direction() {
    var encoders =
        new Encoders(
            models,
            new Encoders.Options(false, false),
            new JsonFormat(),
            plan -> {
              written.merge(plan.model().rawClass(), 1, Integer::sum);
              return null;
            });
    var decoders =
        new Decoders(
            new Decoders.Options(false, false, false),
            ConstraintSettings.standard(),
            new JsonFormat(),
            plan -> {
              read.merge(plan.model().rawClass(), 1, Integer::sum);
              return null;
            });
    var types =
        List.of(
            Widget.class,
            new JsonType<List<Widget>>() {}.type(),
            new JsonType<Page<Widget>>() {}.type(),
            new JsonType<Map<String, List<Widget>>>() {}.type(),
            Shelf.class);

    for (int i = 0; i < 10; i++) {
      for (var type : types) {
        var use = models.use(type);
        encoders.of(use.model());
        decoders.root(use);
      }
    }

    assertThat(written)
        .isEqualTo(Map.of(Widget.class, 1, Maker.class, 1, Page.class, 1, Shelf.class, 1));
    assertThat(read).isEqualTo(written);
  }
}
