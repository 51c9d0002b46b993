package dev.lodestar.json.differential;

import static dev.lodestar.json.differential.MergePatchReference.withoutNulls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random projections of random values: writing a projection is writing all and leaving out, and
/// reading one is leaving out and reading the rest.
class ProjectionPropertyTest {
  private static final Json JSON = Json.standard();

  private final RandomGenerator random = new Random(23);
  private final RandomValues values = new RandomValues(random);

  @Test
  void writing_a_projection_is_writing_all_and_leaving_out() {
    int looked = 0;
    for (int round = 0; round < 60; round++) {
      for (var type : Shapes.ALL) {
        if (!(JSON.models().model(type) instanceof ObjectModel model)
            || model.fields().size() < 2) {
          continue;
        }
        var excluded = someFields(model);
        look(type, excluded);
        looked++;
      }
    }
    assertThat(looked).isGreaterThan(500);
  }

  private void look(Class<?> type, List<String> excluded) {
    @SuppressWarnings("unchecked") // any class
    var anyType = (Class<Object>) type;
    var all = JSON.codec(anyType);
    var projection = Projection.all().exclude(excluded.toArray(String[]::new));
    var some = JSON.codec(anyType, projection);
    var value = values.of(type);
    var filtered = filtered(tree(all.encode(value)), names(type, excluded));

    assertThat(tree(some.encode(value))).isEqualTo(filtered);

    var changes = JSON.codec(anyType, projection.partial());
    var fromAll = changes.decodePartial(all.encode(value)).orThrow();
    var fromFiltered = changes.decodePartial(some.encode(value)).orThrow();
    assertThat(fromAll.present())
        .isEqualTo(fromFiltered.present())
        .doesNotContainAnyElementsOf(excluded);
    // The null of a map's key removes the key.
    assertThat(withoutNulls(tree(all.encode(fromAll.applyTo(value).orThrow()))))
        .isEqualTo(withoutNulls(tree(all.encode(value))));
  }

  private List<String> someFields(ObjectModel model) {
    var excluded = new ArrayList<String>();
    for (var field : model.fields()) {
      if (random.nextInt(3) == 0 && excluded.size() < model.fields().size() - 1) {
        excluded.add(field.javaName());
      }
    }
    if (excluded.isEmpty()) {
      excluded.add(model.fields().getFirst().javaName());
    }
    return excluded;
  }

  private static List<String> names(Class<?> type, List<String> excluded) {
    var names = new ArrayList<String>();
    for (var field : ((ObjectModel) JSON.models().model(type)).fields()) {
      if (excluded.contains(field.javaName())) {
        names.add(field.name());
      }
    }
    return names;
  }

  @SuppressWarnings("unchecked") // an object is read as a map
  private static Map<String, @Nullable Object> tree(byte[] document) {
    return (Map<String, @Nullable Object>) JSON.codec(Object.class).decode(document).orThrow();
  }

  private static Map<String, @Nullable Object> filtered(
      Map<String, @Nullable Object> tree, List<String> excluded) {
    var result = new LinkedHashMap<>(tree);
    result.keySet().removeAll(excluded);
    return result;
  }

  @Test
  void a_projection_of_everything_reads_what_the_type_reads() {
    for (var type : Shapes.ALL) {
      @SuppressWarnings("unchecked") // any class
      var anyType = (Class<Object>) type;
      var use = JSON.models().use(type);
      var deep = Models.project(use, Projection.all().refuseUnknown(false));
      var value = values.of(type);
      var document = JSON.codec(anyType).encode(value);

      assertThat(JSON.codec(deep).decode(document).orThrow())
          .usingRecursiveComparison()
          .isEqualTo(JSON.codec(anyType).decode(document).orThrow());
    }
  }
}
