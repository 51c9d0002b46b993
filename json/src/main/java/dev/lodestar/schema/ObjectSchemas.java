package dev.lodestar.schema;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.model.UnionModel;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of components: objects, sealed types, enums.
final class ObjectSchemas {
  private final TypeSchema types;
  private final TypeSchemas all;

  ObjectSchemas(TypeSchema types, TypeSchemas all) {
    this.types = types;
    this.all = all;
  }

  private static Map<String, @Nullable Object> keywords(String type) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    keywords.put("type", type);
    return keywords;
  }

  private void describe(
      Map<String, @Nullable Object> keywords, Class<?> type, Optional<String> doc) {
    var text = doc.isPresent() ? doc : all.descriptions().type(type);
    if (text.isPresent()) {
      keywords.put("description", text.get());
    }
    if (type.isAnnotationPresent(Deprecated.class)) {
      keywords.put("deprecated", true);
    }
  }

  // Objects

  Map<String, @Nullable Object> object(ObjectModel model, TypeSchema.@Nullable Tag tag) {
    var keywords = keywords("object");
    describe(keywords, model.rawClass(), model.doc());
    addRules(keywords, model);
    var properties = new LinkedHashMap<String, @Nullable Object>();
    var required = new ArrayList<String>();
    var choices = new ArrayList<Object>();
    if (tag != null) {
      properties.put(tag.field(), constant(tag.word()));
      required.add(tag.field());
    }
    boolean refuses = model.refusesUnknown().orElse(types.json().refusesUnknownFields());
    for (var field : model.fields()) {
      if (types.reading()) {
        read(model, field, refuses, properties, required, choices);
      } else if (field.encoded()) {
        properties.put(field.name(), field(model, field));
        if (isAlwaysWritten(field)) {
          required.add(field.name());
        }
      }
    }
    if (!properties.isEmpty()) {
      keywords.put("properties", properties);
    }
    if (!required.isEmpty()) {
      keywords.put("required", List.copyOf(required));
    }
    if (!choices.isEmpty()) {
      keywords.put("allOf", List.copyOf(choices));
    }
    if (refuses) {
      keywords.put("additionalProperties", false);
    }
    return keywords;
  }

  private static Map<String, @Nullable Object> constant(String word) {
    var keywords = keywords("string");
    keywords.put("const", word);
    return keywords;
  }

  /// Conditions on several fields are told as their messages.
  private void addRules(Map<String, @Nullable Object> keywords, ObjectModel model) {
    for (var rule : model.rules()) {
      types.constraints().tellOwn(keywords, Constraints.effective(rule.use()));
    }
  }

  private void read(
      ObjectModel model,
      FieldModel field,
      boolean refuses,
      Map<String, @Nullable Object> properties,
      List<String> required,
      List<Object> choices) {
    if (!field.decoded()) {
      if (refuses && !field.isHidden()) {
        // Known, and ignored.
        properties.put(field.name(), Map.of("readOnly", true));
        for (var alias : field.aliases()) {
          properties.put(alias, Map.of("readOnly", true));
        }
      }
      return;
    }
    var schema = field(model, field);
    properties.put(field.name(), schema);
    boolean needed = !model.isPartial() && isNeeded(field.use());
    if (field.aliases().isEmpty()) {
      if (needed) {
        required.add(field.name());
      }
      return;
    }
    for (var alias : field.aliases()) {
      properties.put(alias, alias(field, schema));
    }
    choices.add(choice(field, needed));
  }

  /// Whether a document without the field is refused.
  private boolean isNeeded(TypeUse use) {
    boolean absentIsNull = use.nullable() && use.defaultValue().isEmpty();
    return use.required() || (absentIsNull && types.constraints().refuseNull(use));
  }

  private static Map<String, @Nullable Object> alias(
      FieldModel field, Map<String, @Nullable Object> schema) {
    var copy = Trees.changeable(schema);
    copy.put("description", "Another name of `" + field.name() + "`.");
    return copy;
  }

  /// At most one of the names of a field may occur, and one must if the field is required.
  private Map<String, @Nullable Object> choice(FieldModel field, boolean needed) {
    var each = new ArrayList<Object>();
    var names = new ArrayList<>(field.aliases());
    names.addFirst(field.name());
    for (var name : names) {
      each.add(Map.of("required", List.of(name)));
    }
    if (!needed) {
      each.add(Map.of("not", Map.of("anyOf", List.copyOf(each))));
    }
    boolean several = types.json().lastDuplicateWins();
    return Map.of(several ? "anyOf" : "oneOf", List.copyOf(each));
  }

  private Map<String, @Nullable Object> field(ObjectModel model, FieldModel field) {
    var doc = field.doc();
    var description = doc.isPresent() ? doc : all.descriptions().field(model, field);
    var keywords = Trees.changeable(types.of(field.use(), description, model.isPartial()));
    if (isDeprecated(field)) {
      keywords.put("deprecated", true);
    }
    if (!types.reading() && !field.decoded() && readsAny(model)) {
      keywords.put("readOnly", true);
    }
    if (types.reading() && !field.encoded() && writesAny(model)) {
      keywords.put("writeOnly", true);
    }
    if (field.mark() == Mark.WRITE_ONLY) {
      keywords.remove("default"); // what nobody may read, the schema must not tell either
    }
    return keywords;
  }

  /// A record has no other place to say it than the accessor.
  private static boolean isDeprecated(FieldModel field) {
    return field.getter().orElse(null) instanceof AnnotatedElement member
        && member.isAnnotationPresent(Deprecated.class);
  }

  private static boolean readsAny(ObjectModel model) {
    if (model.obstacle().isPresent()) {
      return false;
    }
    for (var field : model.fields()) {
      if (field.decoded()) {
        return true;
      }
    }
    return false;
  }

  private static boolean writesAny(ObjectModel model) {
    for (var field : model.fields()) {
      if (field.encoded()) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlwaysWritten(FieldModel field) {
    boolean optional = field.use().model() instanceof OptionalModel;
    boolean mayBeNull = optional || field.use().nullable();
    var omission = field.omission().orElse(null);
    if (omission == null) {
      return !optional && !(mayBeNull && types.json().omitsNulls());
    }
    return switch (omission) {
      case NEVER -> true;
      case IF_NULL -> !mayBeNull;
      case IF_EMPTY -> !mayBeNull && !mayBeEmpty(field);
    };
  }

  private static boolean mayBeEmpty(FieldModel field) {
    var type = field.use().model().rawClass();
    return CharSequence.class.isAssignableFrom(type)
        || Iterable.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || type.isArray();
  }

  // Sealed types

  Map<String, @Nullable Object> union(UnionModel model) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    describe(keywords, model.rawClass(), model.doc());
    var variants = new ArrayList<Object>();
    var mapping = new LinkedHashMap<String, @Nullable Object>();
    var tag = model.tag();
    for (var variant : model.variants()) {
      if (variant.model() instanceof ObjectModel object) {
        var told =
            tag.isEmpty() ? null : new TypeSchema.Tag(model.rawClass(), tag.get(), variant.name());
        var component = types.component(object, told);
        variants.add(Map.of("$ref", component));
        mapping.put(variant.name(), component);
      } else {
        variants.add(types.variant(variant.model()));
      }
    }
    // Without a tag an object may look like two variants; what tells them apart are names that must
    // not occur, too.
    keywords.put(tag.isPresent() ? "oneOf" : "anyOf", List.copyOf(variants));
    if (tag.isPresent() && all.discriminators()) {
      var discriminator = new LinkedHashMap<String, @Nullable Object>();
      discriminator.put("propertyName", tag.get());
      discriminator.put("mapping", mapping);
      keywords.put("discriminator", discriminator);
    }
    return keywords;
  }

  // Enums

  /// @param words the texts that are read
  Map<String, @Nullable Object> constants(EnumModel model, List<String> words) {
    var keywords = keywords(model.isNumeric() ? "integer" : "string");
    describe(keywords, model.rawClass(), model.doc());
    var texts = types.reading() ? words : model.words();
    keywords.put("enum", model.isNumeric() ? model.numbers() : texts);
    var told = new ArrayList<String>();
    var list = new StringBuilder();
    var written = model.words();
    for (int i = 0; i < model.constants().size(); i++) {
      var constant = model.constants().get(i);
      var doc = model.doc(constant);
      var text = (doc.isPresent() ? doc : all.descriptions().constant(constant)).orElse("");
      told.add(text);
      if (!text.isEmpty()) {
        list.append(list.isEmpty() ? "" : "\n");
        list.append("- `").append(written.get(i)).append("`: ").append(inOneItem(text));
      }
    }
    if (!list.isEmpty()) {
      var before = keywords.get("description");
      keywords.put("description", before == null ? list.toString() : before + "\n\n" + list);
      if (!types.reading() || words.size() == told.size()) {
        keywords.put("x-enum-descriptions", List.copyOf(told));
      }
    }
    return keywords;
  }

  private static String inOneItem(String text) {
    return text.strip().replace("\n", "\n  ");
  }
}
