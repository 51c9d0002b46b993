package dev.lodestar.model;

import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the paths of projections lead: through containers, and into every variant of a union.
final class Paths {
  private Paths() {}

  /// Whether values of a type are objects, or hold objects.
  static boolean holdsObject(TypeModel model) {
    return switch (model) {
      case ObjectModel object -> true;
      case UnionModel union -> true;
      default -> {
        var content = content(model);
        yield content != null && holdsObject(content.model());
      }
    };
  }

  /// What a container holds; null if the type is no container.
  static @Nullable TypeUse content(TypeModel model) {
    return switch (model) {
      case OptionalModel optional -> optional.value();
      case ListModel list -> list.element();
      case MapModel map -> map.value();
      case MappedModel mapped -> mapped.target();
      default -> null;
    };
  }

  /// The innermost content of containers.
  static TypeUse innermost(TypeUse use) {
    var result = use;
    for (var next = content(use.model()); next != null; next = content(next.model())) {
      result = next;
    }
    return result;
  }

  /// The steps of a path for people that lead into containers: `[]` into lists, `{}` into maps.
  static String steps(TypeModel model) {
    var content = content(model);
    return content == null ? "" : step(model) + steps(content.model());
  }

  static String step(TypeModel model) {
    return model instanceof ListModel ? "[]" : model instanceof MapModel ? "{}" : "";
  }

  /// The objects that values of a type are or hold, without those in the fields of these.
  static List<ObjectModel> objects(TypeModel model) {
    var objects = new ArrayList<ObjectModel>();
    collect(model, objects);
    return objects;
  }

  private static void collect(TypeModel model, List<ObjectModel> objects) {
    if (model instanceof ObjectModel object) {
      objects.add(object);
    } else if (model instanceof UnionModel union) {
      for (var variant : union.variants()) {
        if (!(variant.model() instanceof UnionModel)) {
          collect(variant.model(), objects);
        }
      }
    } else {
      var content = content(model);
      if (content != null) {
        collect(content.model(), objects);
      }
    }
  }

  /// Whether there may be objects whose fields are not known.
  static boolean mayHoldAnything(TypeModel model) {
    var content = content(model);
    return model instanceof AnyModel || (content != null && mayHoldAnything(content.model()));
  }

  /// The fields that a path leads to; several only where variants of a union have it.
  static List<FieldModel> fields(TypeModel model, String path) {
    int dot = path.indexOf('.');
    var first = dot < 0 ? path : path.substring(0, dot);
    var fields = new ArrayList<FieldModel>();
    for (var object : objects(model)) {
      var field = field(object, first);
      if (field != null && dot < 0) {
        fields.add(field);
      } else if (field != null) {
        fields.addAll(fields(field.use().model(), path.substring(dot + 1)));
      }
    }
    return fields;
  }

  static @Nullable FieldModel field(ObjectModel object, String javaName) {
    for (var field : object.fields()) {
      if (field.javaName().equals(javaName)) {
        return field;
      }
    }
    return null;
  }
}
