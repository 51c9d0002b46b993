package dev.lodestar.json.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.json.Json;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random values of random types: a change that leads from one to the other leads there, and what
/// is done to typed values is what RFC 7396 does to their documents.
class MergePatchPropertyTest {
  private static final Json JSON = Json.standard();

  // In a typed object a member that is null is one that is empty, and is never removed.
  private static final Json WITHOUT_NULLS = Json.builder().omitNulls(true).build();

  private final Random random = new Random(7396);
  private final RandomValues values = new RandomValues(random);

  @Test
  void the_difference_of_two_values_leads_from_one_to_the_other() {
    int looked = 0;
    for (int round = 0; round < 25; round++) {
      for (var type : Shapes.ALL) {
        if (JSON.models().model(type) instanceof ObjectModel) {
          look(type, values.of(type), values.of(type));
          looked++;
        }
      }
    }
    assertThat(looked).isGreaterThan(500);
  }

  private void look(Class<?> type, Object from, Object to) {
    @SuppressWarnings("unchecked") // any class
    var anyType = (Class<Object>) type;
    var codec = WITHOUT_NULLS.codec(anyType);
    var changes = JSON.codec(anyType, Projection.all().partial());
    var before = MergePatchReference.withoutNulls(tree(codec.encode(from)));
    var after = MergePatchReference.withoutNulls(tree(codec.encode(to)));
    var patch = MergePatchReference.difference(before, after);
    var change = changes.decodePartial(JSON.codec(Object.class).encode(patch)).orThrow();
    var applied = change.applyTo(from).orThrow();

    assertThat(MergePatchReference.withoutNulls(tree(codec.encode(applied)))).isEqualTo(after);
    assertThat(change.changed(applied)).isEmpty();
  }

  record Anything(@Nullable Object value, Map<String, Object> named) {}

  @Test
  void trees_are_merged_as_the_reference_merges_them() {
    var changes = JSON.codec(Anything.class, Projection.all().partial());
    int objects = 0;
    for (int i = 0; i < 2_000; i++) {
      var old = MergePatchReference.withoutNulls(tree(3));
      var patch = tree(3);
      var target = new Anything(old, object(old));
      var document = new LinkedHashMap<String, @Nullable Object>();
      document.put("value", patch);
      document.put("named", object(patch));

      var applied = changes.decodePartial(bytes(document)).orThrow().applyTo(target).orThrow();

      assertThat(applied.value()).isEqualTo(MergePatchReference.merged(old, patch));
      assertThat(applied.named()).isEqualTo(MergePatchReference.merged(object(old), object(patch)));
      objects += object(patch).isEmpty() ? 0 : 1;
    }
    assertThat(objects).isGreaterThan(500);
  }

  private @Nullable Object tree(int depth) {
    if (depth > 0 && random.nextInt(4) > 0) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      for (var name : List.of("a", "b", "c", "d")) {
        if (random.nextBoolean()) {
          object.put(name, tree(depth - 1));
        }
      }
      return object;
    }
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> random.nextLong(3);
      case 2 -> random.nextBoolean() ? "x" : "y";
      default -> Arrays.asList(null, "z", new LinkedHashMap<>());
    };
  }

  @SuppressWarnings("unchecked") // the names are texts
  private static Map<String, Object> object(@Nullable Object tree) {
    return tree instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
  }

  @Test
  void a_change_through_a_projection_is_the_filtered_change() {
    for (int round = 0; round < 10; round++) {
      for (var type : Shapes.ALL) {
        TypeModel model = JSON.models().model(type);
        if (model instanceof ObjectModel object && object.fields().size() > 1) {
          lookThroughProjection(type, object);
        }
      }
    }
  }

  private void lookThroughProjection(Class<?> type, ObjectModel model) {
    @SuppressWarnings("unchecked") // any class
    var anyType = (Class<Object>) type;
    var hidden = model.fields().get(random.nextInt(model.fields().size()));
    var projection = Projection.all().partial().exclude(hidden.javaName());
    var from = values.of(type);
    var document = tree(WITHOUT_NULLS.codec(anyType).encode(values.of(type)));
    var filtered = new LinkedHashMap<Object, @Nullable Object>(object(document));
    filtered.remove(hidden.name());

    var whole = JSON.codec(anyType, projection).decodePartial(bytes(document)).orThrow();
    var part =
        JSON.codec(anyType, Projection.all().partial()).decodePartial(bytes(filtered)).orThrow();

    assertThat(whole.present()).isEqualTo(part.present());
    assertThat(tree(JSON.codec(anyType).encode(whole.applyTo(from).orThrow())))
        .isEqualTo(tree(JSON.codec(anyType).encode(part.applyTo(from).orThrow())));
  }

  private static byte[] bytes(@Nullable Object tree) {
    return JSON.codec(Object.class).encode(tree);
  }

  private static Object tree(byte[] document) {
    return JSON.codec(Object.class).decode(document).orThrow();
  }
}
