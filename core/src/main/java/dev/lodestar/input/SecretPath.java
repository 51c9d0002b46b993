package dev.lodestar.input;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Finds out whether a place in a document is one whose value is not repeated: a field that is
/// write-only or private or has a name that sounds like a secret, or anything inside of one.
public final class SecretPath {
  private SecretPath() {}

  /// Follows a JSON pointer through a type, as far as it goes.
  public static boolean leadsToSecret(TypeModel type, String pointer) {
    Set<TypeModel> types = Set.of(type);
    for (var from = 1; from <= pointer.length(); ) {
      var slash = pointer.indexOf('/', from);
      var end = slash < 0 ? pointer.length() : slash;
      var step = pointer.substring(from, end).replace("~1", "/").replace("~0", "~");
      if (SecretNames.isSecret(step)) {
        return true;
      }
      // By identity: many variants of a union may lead to the same type.
      var next = Collections.<TypeModel>newSetFromMap(new IdentityHashMap<>());
      for (var each : types) {
        if (isMarked(each, step, next)) {
          return true;
        }
      }
      types = next;
      from = end + 1;
    }
    return false;
  }

  /// Whether the step leads to a field that is marked.
  ///
  /// @param next takes what is behind the step
  private static boolean isMarked(TypeModel type, String step, Set<TypeModel> next) {
    // No pattern switch: its first use would take longer than many requests.
    if (type instanceof ObjectModel object) {
      return isMarked(object, step, next);
    }
    if (type instanceof UnionModel union) {
      for (var variant : union.variants()) {
        if (isMarked(variant.model(), step, next)) {
          return true;
        }
      }
      return false;
    }
    if (type instanceof OptionalModel optional) {
      return isMarked(optional.value().model(), step, next);
    }
    if (type instanceof MappedModel mapped) {
      return isMarked(mapped.target().model(), step, next);
    }
    if (type instanceof ListModel list) {
      next.add(list.element().model());
    } else if (type instanceof MapModel map) {
      next.add(map.value().model());
    }
    return false;
  }

  private static boolean isMarked(ObjectModel object, String step, Set<TypeModel> next) {
    for (var field : object.fields()) {
      if (field.name().equals(step) || field.aliases().contains(step)) {
        if (isSecret(field)) {
          return true;
        }
        next.add(field.use().model());
      }
    }
    return false;
  }

  private static boolean isSecret(FieldModel field) {
    return field.mark() == Mark.WRITE_ONLY
        || field.mark() == Mark.PRIVATE
        || SecretNames.isSecret(field.name());
  }
}
