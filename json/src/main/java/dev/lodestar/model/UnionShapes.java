package dev.lodestar.model;

import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.RawModel;
import dev.lodestar.model.TypeModel.SimpleKind;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.UnionModel.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the variants of a union without a tag are told apart.
///
/// @param variants the variants with their keys
/// @param constantField null if there is none
/// @param problem null if nothing is ambiguous
record UnionShapes(
    List<Variant> variants, @Nullable String constantField, @Nullable ModelProblem problem) {
  private static final String OBJECT = "object";

  static UnionShapes of(List<Variant> variants, String path) {
    var byShape = new HashMap<String, Variant>();
    var objects = new ArrayList<Variant>();
    for (var variant : variants) {
      var shape = shape(variant.model());
      if (shape == null) {
        return ambiguous(variants, path, variant.name() + " may be any kind of value, or null");
      }
      if (shape.equals(OBJECT) && variant.model() instanceof ObjectModel) {
        objects.add(variant);
        continue;
      }
      var other = byShape.putIfAbsent(shape, variant);
      if (other != null) {
        return ambiguous(
            variants,
            path,
            other.name() + " and " + variant.name() + " are both written as " + article(shape));
      }
    }
    var open = byShape.get(OBJECT);
    if (open != null && !objects.isEmpty()) {
      return ambiguous(
          variants,
          path,
          open.name()
              + " is an object whose fields are not known, and "
              + objects.getFirst().name()
              + " is an object too");
    }
    return objects.size() < 2
        ? new UnionShapes(variants, null, null)
        : objects(variants, objects, path);
  }

  private static UnionShapes objects(List<Variant> variants, List<Variant> objects, String path) {
    var constant = constantField(objects);
    if (constant != null) {
      return new UnionShapes(variants, constant, null);
    }
    var result = new ArrayList<Variant>();
    var without = new ArrayList<String>();
    for (var variant : variants) {
      if (variant.model() instanceof ObjectModel object) {
        var keys = keys(object, objects);
        result.add(new Variant(variant.name(), object, keys));
        if (keys.isEmpty()) {
          without.add(variant.name());
        }
      } else {
        result.add(variant);
      }
    }
    if (without.size() > 1) {
      return ambiguous(
          variants,
          path,
          without.get(0) + " and " + without.get(1) + " have no required field of their own");
    }
    return new UnionShapes(List.copyOf(result), null, null);
  }

  /// The names of required fields that no other of the objects has.
  private static List<String> keys(ObjectModel object, List<Variant> objects) {
    Set<String> others = new HashSet<>();
    for (var each : objects) {
      if (each.model() instanceof ObjectModel other && other != object) {
        for (var field : other.fields()) {
          others.add(field.name());
          others.addAll(field.aliases());
        }
      }
    }
    var keys = new ArrayList<String>();
    for (var field : object.fields()) {
      var names = names(field);
      if (isRequired(field) && names.stream().noneMatch(others::contains)) {
        keys.addAll(names);
      }
    }
    return keys;
  }

  private static List<String> names(FieldModel field) {
    var names = new ArrayList<>(field.aliases());
    names.addFirst(field.name());
    return names;
  }

  private static boolean isRequired(FieldModel field) {
    return field.decoded() && field.use().required();
  }

  /// The first field that all objects have with constants of their own; null if there is none.
  private static @Nullable String constantField(List<Variant> objects) {
    for (var field : fields(objects.getFirst())) {
      if (separates(field.name(), objects)) {
        return field.name();
      }
    }
    return null;
  }

  private static List<FieldModel> fields(Variant object) {
    return object.model() instanceof ObjectModel model ? model.fields() : List.of();
  }

  private static boolean separates(String name, List<Variant> objects) {
    Map<String, Variant> owners = new HashMap<>();
    for (var object : objects) {
      var words = words(name, object);
      if (words.isEmpty()) {
        return false;
      }
      for (var word : words) {
        var owner = owners.putIfAbsent(word, object);
        if (owner != null && owner != object) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> words(String name, Variant object) {
    for (var field : fields(object)) {
      if (field.name().equals(name)
          && field.aliases().isEmpty()
          && isRequired(field)
          && field.use().model() instanceof EnumModel constants
          && !constants.isNumeric()) {
        return constants.words();
      }
    }
    return List.of();
  }

  /// The kind of the values of a type as a noun; null if there may be several kinds.
  private static @Nullable String shape(TypeModel model) {
    return switch (model) {
      case SimpleModel simple -> shape(simple.kind());
      case EnumModel constants -> shape(constants.kind());
      case BinaryModel binary -> "text";
      case ListModel list -> "array";
      case MapModel map -> OBJECT;
      case ObjectModel object -> OBJECT;
      case MappedModel mapped -> mapped.target().nullable() ? null : shape(mapped.target().model());
      case AnyModel any -> null;
      case RawModel raw -> null;
      case OptionalModel optional -> null;
      case UnionModel union -> union.tag().isPresent() ? OBJECT : null;
    };
  }

  private static String shape(SimpleKind kind) {
    return switch (kind) {
      case TEXT -> "text";
      case BOOLEAN -> "boolean";
      case INTEGER, DECIMAL -> "number";
    };
  }

  private static String article(String shape) {
    return (shape.equals("array") || shape.equals(OBJECT) ? "an " : "a ") + shape;
  }

  private static UnionShapes ambiguous(List<Variant> variants, String path, String reason) {
    var problem =
        new ModelProblem(
            path,
            "The variants cannot be told apart by their shape: " + reason + ".",
            "Use a tag (@Tagged instead of @Untagged), or give each a required field that no other"
                + " variant has.");
    return new UnionShapes(variants, null, problem);
  }
}
