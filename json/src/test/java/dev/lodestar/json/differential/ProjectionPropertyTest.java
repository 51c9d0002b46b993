package dev.lodestar.json.differential;

import static dev.lodestar.json.differential.MergePatchReference.withoutNulls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Codec;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import dev.lodestar.json.differential.ProjectionReference.Mode;
import dev.lodestar.json.differential.ProjectionReference.Plan;
import dev.lodestar.json.differential.ProjectionReference.Ref;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.messagepack.MessagePackCodec;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random projections of random values: writing a projection is writing all and leaving out, and
/// reading one is leaving out and reading the rest.
class ProjectionPropertyTest {
  private static final Json JSON = Json.standard();
  private static final MessagePack PACK = MessagePack.standard();
  private static final Type BOX_TYPE =
      new JsonType<LooseShapes.Box<LooseShapes.Person>>() {}.type();
  private static final Ref BOX = Ref.of(BOX_TYPE, Map.of());

  private final RandomGenerator random = new Random(23);
  private final RandomValues values = new RandomValues(random);

  @Test
  void writing_a_projection_is_writing_all_and_leaving_out() {
    int looked = 0;
    for (int round = 0; round < 20; round++) {
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
    assertThat(looked).isGreaterThan(300);
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

  /// Projections of classes and one on top, of every kind and in every combination that is
  /// accepted.
  @Test
  void projections_of_classes_are_filters_of_trees_in_both_directions_and_formats() {
    int accepted = 0;
    int nested = 0;
    for (int round = 0; round < 150; round++) {
      var plans = new LinkedHashMap<Class<?>, Plan>();
      for (var type : LooseShapes.ALL) {
        if (random.nextInt(4) == 0) {
          plans.put(type, plan(new Ref(type, List.of()), 2));
        }
      }
      var type = LooseShapes.ALL.get(random.nextInt(LooseShapes.ALL.size()));
      var ref = type == LooseShapes.Box.class ? BOX : new Ref(type, List.of());
      var outermost = random.nextInt(3) == 0 ? plan(ref, 1) : null;
      if (outermost != null) {
        // What is said of names on top counts for names that are given below, too.
        outermost.naming = null;
      }
      if (look(plans, ref, outermost)) {
        accepted++;
        nested += plans.values().stream().anyMatch(plan -> !plan.nested.isEmpty()) ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(30);
    assertThat(nested).isGreaterThan(5);
  }

  private boolean look(Map<Class<?>, Plan> plans, Ref ref, @Nullable Plan outermost) {
    var projections = new LinkedHashMap<Class<?>, Projection>();
    plans.forEach((type, plan) -> projections.put(type, plan.projection()));
    var type = ref.equals(BOX) ? BOX_TYPE : ref.raw();
    Json json;
    TypeUse use;
    try {
      json = Json.builder().projections(projections).build();
      use = json.models().use(type);
      use = outermost == null ? use : Models.project(use, outermost.projection());
    } catch (ModelException refused) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      var value = ref.equals(BOX) ? values.of(LooseShapes.Person.class) : values.of(ref.raw());
      if (ref.equals(BOX)) {
        var person = (LooseShapes.Person) value;
        value = new LooseShapes.Box<>(Optional.of(person), List.of(person), "l");
      }
      compare(
          anyJson(JSON.codec(type)),
          anyJson(json.codec(use)),
          anyJson(JSON.codec(Object.class)),
          plans,
          ref,
          outermost,
          value);
      compare(
          anyPack(PACK.codec(type)),
          anyPack(MessagePack.of(json).codec(use)),
          anyPack(PACK.codec(Object.class)),
          plans,
          ref,
          outermost,
          value);
    }
    return true;
  }

  private static void compare(
      Codec<@Nullable Object> whole,
      Codec<@Nullable Object> projected,
      Codec<@Nullable Object> trees,
      Map<Class<?>, Plan> plans,
      Ref type,
      @Nullable Plan outermost,
      Object value) {
    var said = plans + " on top " + outermost;
    var tree = trees.decode(whole.encode(value)).orThrow();

    assertThat(trees.decode(projected.encode(value)).orThrow())
        .as(said)
        .isEqualTo(new ProjectionReference(plans, Mode.WRITTEN).of(tree, type, outermost));

    var document = new ProjectionReference(plans, Mode.DOCUMENT).of(tree, type, outermost);
    var taken = new ProjectionReference(plans, Mode.TAKEN).of(tree, type, outermost);
    // Written, since arrays are not equal; and comparing by reflection takes longer than all else.
    assertThat(whole.encode(projected.decode(trees.encode(document)).orThrow()))
        .as(said)
        .isEqualTo(whole.encode(whole.decode(trees.encode(taken)).orThrow()));
  }

  @SuppressWarnings("unchecked") // any value
  private static Codec<@Nullable Object> anyJson(JsonCodec<?> codec) {
    return (Codec<@Nullable Object>) (Codec<?>) codec;
  }

  @SuppressWarnings("unchecked") // any value
  private static Codec<@Nullable Object> anyPack(MessagePackCodec<?> codec) {
    return (Codec<@Nullable Object>) (Codec<?>) codec;
  }

  /// @param nesting how many levels of nested projections there may be
  private Plan plan(Ref type, int nesting) {
    var plan = new Plan();
    boolean includes = random.nextInt(3) == 0;
    for (int i = random.nextInt(4); i >= 0; i--) {
      (includes ? plan.includes : plan.excludes).add(path(type));
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      plan.renames.put(path(type), "n" + random.nextInt(100));
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      plan.marks.put(path(type), Mark.values()[random.nextInt(4)]);
    }
    if (nesting > 0 && random.nextInt(2) == 0) {
      // With more said about fields, few plans would be free of contradictions.
      plan.includes.clear();
      plan.excludes.clear();
      plan.renames.clear();
      plan.marks.clear();
      var path = path(type);
      var at = at(type, path);
      if (at.holdsObject()) {
        plan.nested.put(path, plan(at, nesting - 1));
      }
    }
    if (random.nextInt(4) == 0) {
      plan.added.add("addedField" + random.nextInt(1000));
    }
    if (random.nextInt(3) == 0) {
      plan.naming = NamingStrategy.values()[random.nextInt(NamingStrategy.values().length)];
    }
    if (random.nextInt(4) == 0) {
      plan.depth = random.nextInt(4);
    }
    return plan;
  }

  private String path(Ref type) {
    var path = new ArrayList<String>();
    var at = type;
    do {
      var objects = at.objects();
      var object = objects.get(random.nextInt(objects.size()));
      var names = List.copyOf(object.fields().keySet());
      var name = names.get(random.nextInt(names.size()));
      path.add(name);
      at = object.fields().get(name);
    } while (!at.objects().isEmpty() && random.nextInt(3) > 0);
    return String.join(".", path);
  }

  private static Ref at(Ref type, String path) {
    var at = type;
    for (var name : path.split("\\.", -1)) {
      for (var object : at.objects()) {
        var field = object.fields().get(name);
        if (field != null) {
          at = field;
          break;
        }
      }
    }
    return at;
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
