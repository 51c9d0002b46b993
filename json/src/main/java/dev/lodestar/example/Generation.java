package dev.lodestar.example;

import dev.lodestar.schemacheck.Direction;
import dev.lodestar.schemacheck.Keywords;
import dev.lodestar.schemacheck.References;
import dev.lodestar.schemacheck.SchemaCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes one example. Where a type contains itself, it ends as soon as the schema allows it: what
/// may be missing is missing, what may be empty is empty.
final class Generation {
  static final int MOST_VALUES = 10_000;
  static final int DEEPEST = 24;

  /// How often a component may stand inside of itself.
  private static final int MOST_NESTED = 2;

  private static final int MOST_ATTEMPTS = 8;

  private final References references;
  private final Style style;
  private final Direction direction;
  private final SchemaCheck validity;
  private final Map<String, Integer> open = new HashMap<>();
  private int values;
  private int depth;

  Generation(References references, Style style, Direction direction) {
    this.references = references;
    this.style = style;
    this.direction = direction;
    this.validity = new SchemaCheck(references, direction);
  }

  /// Whether a property does not travel in the direction of this example.
  boolean hides(@Nullable Object schema) {
    return direction.hides(schema);
  }

  /// Makes a value.
  ///
  /// @return null if there is none, or it would be too large
  @Nullable Made value(@Nullable Object schema, Place place) {
    if (schema == null || ++values > MOST_VALUES || depth >= DEEPEST) {
      return null;
    }
    var flat = Flattening.of(schema, references);
    if (flat.isEmpty() || !enter(flat.get())) {
      return null;
    }
    depth++;
    var made = ofFlat(flat.get().keywords(), placeOf(flat.get(), place));
    depth--;
    flat.get().followed().forEach(reference -> open.merge(reference, -1, Integer::sum));
    return made;
  }

  private boolean enter(Flattening.Flat flat) {
    for (var reference : flat.followed()) {
      if (open.getOrDefault(reference, 0) >= MOST_NESTED) {
        return false;
      }
    }
    flat.followed().forEach(reference -> open.merge(reference, 1, Integer::sum));
    return true;
  }

  /// A place without a name is called like its component.
  private static Place placeOf(Flattening.Flat flat, Place place) {
    return place.name().isEmpty() && !flat.followed().isEmpty()
        ? new Place(place.path(), References.name(flat.followed().iterator().next()), place.key())
        : place;
  }

  private @Nullable Made ofFlat(Keywords schema, Place place) {
    if (schema.has("const")) {
      return new Made(schema.get("const"));
    }
    var given = given(schema, place);
    if (given != null) {
      return given;
    }
    if (schema.get("enum") instanceof List<?> constants) {
      return ofEnum(constants, place);
    }
    for (var choice : List.of("oneOf", "anyOf")) {
      if (schema.get(choice) instanceof List<?> variants) {
        return ofVariants(schema, choice, variants, place);
      }
    }
    return ofTypes(schema, place);
  }

  /// An example that somebody wrote, else a default.
  private @Nullable Made given(Keywords schema, Place place) {
    if (style == Style.VARIED && !tellsMore(schema) && !place.chance().onceIn(4)) {
      return null;
    }
    var candidates = new ArrayList<@Nullable Object>();
    if (schema.has("example")) {
      candidates.add(schema.get("example"));
    }
    candidates.addAll(schema.list("examples"));
    if (schema.has("default")) {
      candidates.add(schema.get("default"));
    }
    for (var candidate : candidates) {
      if (validity.isValid(schema.tree(), candidate)) {
        return new Made(candidate);
      }
    }
    return null;
  }

  /// Examples of texts often tell what no keyword does: that they are names of time zones, for
  /// instance.
  private static boolean tellsMore(Keywords schema) {
    return schema.has("examples")
        && ("string".equals(schema.get("type")) || schema.list("type").contains("string"));
  }

  private @Nullable Made ofEnum(List<?> constants, Place place) {
    var wanted = new ArrayList<@Nullable Object>(constants);
    if (style != Style.VARIED) {
      wanted.removeIf(constant -> constant == null);
    }
    if (wanted.isEmpty()) {
      return constants.isEmpty() ? null : new Made(constants.getFirst());
    }
    return new Made(wanted.get(place.chance().between(0, wanted.size() - 1)));
  }

  /// One of several variants, together with what is said beside them; the null of a nullable type
  /// comes last.
  private @Nullable Made ofVariants(Keywords schema, String choice, List<?> variants, Place place) {
    var rest = new LinkedHashMap<@Nullable Object, @Nullable Object>(schema.tree());
    rest.remove(choice);
    List<?> order = style == Style.VARIED ? place.chance().shuffled(variants) : nullLast(variants);
    for (var variant : order) {
      for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        var both =
            rest.isEmpty() ? variant : Map.of("allOf", List.of(orAny(variant), (Object) rest));
        var made = value(both, place.attempt(attempt));
        if (made == null) {
          break;
        }
        var tagged = tagged(schema, variant, made);
        if (validity.isValid(schema.tree(), tagged.value())) {
          return tagged;
        }
      }
    }
    return null;
  }

  private static Object orAny(@Nullable Object schema) {
    return schema == null ? true : schema;
  }

  private static List<?> nullLast(List<?> variants) {
    var order = new ArrayList<@Nullable Object>(variants);
    order.sort((a, b) -> Boolean.compare(isNull(a), isNull(b)));
    return order;
  }

  private static boolean isNull(@Nullable Object schema) {
    return schema instanceof Map<?, ?> tree && "null".equals(tree.get("type"));
  }

  /// Documents of others may leave the tag to the mapping of the discriminator.
  private static Made tagged(Keywords schema, @Nullable Object variant, Made made) {
    if (schema.map("discriminator").get("propertyName") instanceof String tag
        && made.value() instanceof Map<?, ?> object
        && variant instanceof Map<?, ?> tree
        && tree.get("$ref") instanceof String reference) {
      var name = References.name(reference);
      for (var entry : new Keywords(schema.map("discriminator")).map("mapping").entrySet()) {
        if (entry.getValue() instanceof String target
            && (target.equals(reference) || target.equals(name))) {
          name = String.valueOf(entry.getKey());
          break;
        }
      }
      var result = new LinkedHashMap<@Nullable Object, @Nullable Object>(object);
      result.put(tag, name);
      return new Made(result);
    }
    return made;
  }

  private @Nullable Made ofTypes(Keywords schema, Place place) {
    var types = new ArrayList<String>();
    if (schema.get("type") instanceof List<?> several) {
      several.forEach(type -> types.add(String.valueOf(type)));
    } else {
      types.add(schema.text("type").orElseGet(() -> impliedType(schema)));
    }
    if (style == Style.VARIED) {
      var mixed = place.chance().shuffled(types);
      types.clear();
      types.addAll(mixed);
    } else if (types.remove("null")) {
      types.add("null");
    }
    for (var type : types) {
      var made = ofType(type, schema, place);
      if (made != null) {
        return made;
      }
    }
    return null;
  }

  private static String impliedType(Keywords schema) {
    if (schema.has("properties") || schema.has("additionalProperties") || schema.has("required")) {
      return "object";
    }
    if (schema.has("items") || schema.has("prefixItems")) {
      return "array";
    }
    return schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")
        ? "number"
        : "string";
  }

  private @Nullable Made ofType(String type, Keywords schema, Place place) {
    return switch (type) {
      case "string" -> made(new TextExamples(schema, style, place).text());
      case "integer" -> made(new NumberExamples(schema, style, place, true).number());
      case "number" -> made(new NumberExamples(schema, style, place, false).number());
      case "boolean" -> new Made(style != Style.VARIED || place.chance().onceIn(2));
      case "null" -> new Made(null);
      case "array" -> new ListExamples(this, schema, style, place).list();
      case "object" -> new ObjectExamples(this, schema, style, place).object();
      default -> null;
    };
  }

  private static @Nullable Made made(Optional<?> value) {
    return value.isPresent() ? new Made(value.get()) : null;
  }
}
