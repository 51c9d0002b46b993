package dev.lodestar.schema;

import dev.lodestar.convert.Converters;
import dev.lodestar.json.Json;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.UnionModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the schemas of types for one set of codecs and one direction.
final class TypeSchema {
  private final TypeSchemas all;
  private final Json json;
  private final boolean reading;
  private final ObjectSchemas objects;
  private final ConstraintKeywords constraints;
  private final Map<Key, Component> made = new HashMap<>();

  /// The field that tells a variant of a sealed type.
  ///
  /// @param field its name
  /// @param word the name of the variant
  record Tag(Class<?> union, String field, String word) {}

  /// A model, compared by identity, and its tag.
  private record Key(TypeModel model, @Nullable Tag tag) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && model == that.model && isSame(tag, that.tag);
    }

    // What is generated for records takes long at its first use.
    private static boolean isSame(@Nullable Tag one, @Nullable Tag other) {
      return (one == null || other == null)
          ? one == other
          : one.field.equals(other.field)
              && one.word.equals(other.word)
              && one.union == other.union;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(model) + (tag == null ? 0 : tag.field.hashCode());
    }
  }

  TypeSchema(TypeSchemas all, Json json, boolean reading) {
    this.all = all;
    this.json = json;
    this.reading = reading;
    this.objects = new ObjectSchemas(this, all);
    this.constraints = new ConstraintKeywords(json.constraints());
  }

  boolean reading() {
    return reading;
  }

  Json json() {
    return json;
  }

  ConstraintKeywords constraints() {
    return constraints;
  }

  /// The schema of a type where it is used.
  Map<String, @Nullable Object> of(TypeUse use) {
    return of(use, use.doc(), false);
  }

  /// The schema of a value that a text of a request becomes, which has no null.
  Map<String, @Nullable Object> parameter(TypeUse use) {
    return bare(use, use.doc(), false);
  }

  /// @param description what is said about the place
  /// @param inPart whether the value is a part of what is changed, so that null removes entries of
  ///   maps, and what is checked are the merged ones
  Map<String, @Nullable Object> of(TypeUse use, Optional<String> description, boolean inPart) {
    var keywords = bare(use, description, inPart);
    boolean nullable = use.nullable() || use.model() instanceof OptionalModel;
    return nullable && !constraints.refuseNull(use) ? Schema.nullable(keywords) : keywords;
  }

  /// The schema of a value that is not null.
  private Map<String, @Nullable Object> bare(
      TypeUse use, Optional<String> description, boolean inPart) {
    var model = use.model();
    var keywords =
        model instanceof OptionalModel optional
            ? bare(optional.value(), optional.value().doc(), inPart)
            : Trees.changeable(of(model, inPart));
    if (description.isPresent()) {
      keywords.put("description", withWayOfWriting(description.get(), model));
    }
    if (isDeprecated(use)) {
      keywords.put("deprecated", true);
    }
    if (reading && !inPart && use.defaultValue().isPresent()) {
      keywords.put("default", Values.tree(model, use.defaultValue().get()));
    }
    constraints.add(keywords, use, inPart);
    return keywords;
  }

  /// What is said about a place does not replace how the value is written, where nothing else tells
  /// it.
  private String withWayOfWriting(String description, TypeModel model) {
    if (OptionalModel.inside(model) instanceof SimpleModel simple
        && all.custom().of(simple.rawClass()).isEmpty()
        && SimpleTypes.of(simple).get("description") instanceof String written
        && !written.isEmpty()) {
      return description + "\n\n" + written;
    }
    return description;
  }

  private static boolean isDeprecated(TypeUse use) {
    for (var annotation : use.annotations()) {
      if (annotation instanceof Deprecated) {
        return true;
      }
    }
    return false;
  }

  private Map<String, @Nullable Object> of(TypeModel model, boolean inPart) {
    var custom = all.custom().of(model.rawClass());
    if (custom.isPresent()) {
      return given(model.rawClass(), custom.get());
    }
    // No pattern switch: its first use takes longer than the schemas of many types.
    if (model instanceof SimpleModel simple) {
      return SimpleTypes.of(simple);
    }
    if (model instanceof ObjectModel object) {
      return reference(component(object, null));
    }
    if (model instanceof ListModel list) {
      return container("array", "items", of(list.element()));
    }
    if (model instanceof MapModel map) {
      return map(map, inPart);
    }
    if (model instanceof OptionalModel optional) {
      return of(optional.value(), optional.value().doc(), inPart);
    }
    if (model instanceof EnumModel constants) {
      return constants(constants);
    }
    if (model instanceof UnionModel union) {
      return reference(component(union));
    }
    if (model instanceof MappedModel mapped) {
      return of(mapped.target(), mapped.target().doc(), inPart);
    }
    return model instanceof BinaryModel ? SimpleTypes.binary() : Map.of();
  }

  private Map<String, @Nullable Object> given(Class<?> type, Schema schema) {
    var keywords = schema.keywords();
    boolean named =
        keywords.containsKey("properties")
            || keywords.containsKey("oneOf")
            || keywords.containsKey("anyOf")
            || keywords.containsKey("allOf")
            || keywords.containsKey("enum");
    return named ? reference(all.add(type, schema)) : keywords;
  }

  private static Map<String, @Nullable Object> container(
      String type, String keyword, Map<String, @Nullable Object> content) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    keywords.put("type", type);
    keywords.put(keyword, content);
    return keywords;
  }

  private Map<String, @Nullable Object> map(MapModel map, boolean inPart) {
    var values = of(map.value(), map.value().doc(), inPart);
    var keywords =
        container("object", "additionalProperties", inPart ? Schema.nullable(values) : values);
    var names = names(map.key());
    if (!names.isEmpty()) {
      keywords.put("propertyNames", names);
    }
    return keywords;
  }

  /// What names of an object that is read as a map are, if they are not just any texts.
  private Map<String, @Nullable Object> names(TypeUse key) {
    var keywords = Trees.changeable(key(key.model()));
    constraints.add(keywords, key, false);
    return keywords.equals(Map.of("type", "string")) ? Map.of() : keywords;
  }

  private Map<String, @Nullable Object> key(TypeModel model) {
    if (model instanceof SimpleModel simple) {
      return SimpleTypes.text(simple);
    }
    if (model instanceof EnumModel constants && constants.isNumeric()) {
      var keywords = new LinkedHashMap<String, @Nullable Object>();
      keywords.put("type", "string");
      keywords.put("enum", constants.words());
      return keywords;
    }
    return model instanceof MappedModel mapped ? names(mapped.target()) : of(model, false);
  }

  private static Map<String, @Nullable Object> reference(Component component) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    keywords.put("$ref", component);
    return keywords;
  }

  private Map<String, @Nullable Object> constants(EnumModel model) {
    var words = Converters.words(model.converter());
    if (words.isEmpty()) {
      return SimpleTypes.converted(model.converter());
    }
    var key = new Key(model, null);
    var known = made.get(key);
    if (known == null) {
      var raw = model.rawClass();
      known = all.component(new Component.Shape(raw, raw, null, false, false, null), reading);
      made.put(key, known);
      var component = known;
      all.add(component, () -> component.complete(objects.constants(model, words.get())));
    }
    return reference(known);
  }

  /// The component of an object.
  ///
  /// @param tag null if it is not told by one
  Component component(ObjectModel model, @Nullable Tag tag) {
    var key = new Key(model, tag);
    var known = made.get(key);
    if (known != null) {
      return known;
    }
    var shape =
        new Component.Shape(
            model.type(),
            model.rawClass(),
            model.view().orElse(null),
            model.isPartial(),
            model.origin() != model,
            tag == null ? null : tag.union());
    var component = all.component(shape, reading);
    made.put(key, component);
    return all.add(component, () -> component.complete(objects.object(model, tag)));
  }

  private Component component(UnionModel model) {
    var key = new Key(model, null);
    var known = made.get(key);
    if (known != null) {
      return known;
    }
    var shape =
        new Component.Shape(model.type(), model.rawClass(), view(model), false, false, null);
    var component = all.component(shape, reading);
    made.put(key, component);
    return all.add(component, () -> component.complete(objects.union(model)));
  }

  /// The projection that all variants have in common; null if there is none with a name.
  private static @Nullable String view(UnionModel model) {
    String common = null;
    for (var variant : model.variants()) {
      if (variant.model() instanceof ObjectModel object) {
        var view = object.view().orElse(null);
        if (view == null || (common != null && !common.equals(view))) {
          return null;
        }
        common = view;
      }
    }
    return common;
  }

  /// The schema of a variant of a sealed type without tag that is no object.
  Map<String, @Nullable Object> variant(TypeModel model) {
    return of(model, false);
  }
}
