package dev.lodestar.constraint;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The path that a validator names: Java properties, each perhaps inside of an element of the
/// property before it. Becomes a JSON pointer with the names that documents have.
final class ValuePath {
  private final List<Node> nodes = new ArrayList<>(2);
  private @Nullable TypeModel model;

  /// @param within the index or key of the element that the property belongs to; null if none
  private record Node(@Nullable String within, @Nullable String property) {}

  ValuePath(TypeModel model) {
    this.model = model;
  }

  void property(String name) {
    nodes.add(new Node(null, name));
  }

  void unnamed() {
    nodes.add(new Node(null, null));
  }

  /// The last node is inside of an element of the one before it.
  void within(String indexOrKey) {
    nodes.add(new Node(indexOrKey, nodes.removeLast().property()));
  }

  String pointer() {
    var pointer = new StringBuilder();
    for (var node : nodes) {
      if (node.within() != null) {
        pointer.append(Violation.step(node.within()));
        model = element(model);
      }
      if (node.property() != null) {
        if (isHidden(node.property())) {
          break;
        }
        pointer.append(Violation.step(named(node.property())));
      }
    }
    return pointer.toString();
  }

  /// Whether clients are not to know that there is such a field: the object that has it is named in
  /// its place.
  private boolean isHidden(String property) {
    var owner = content(model);
    var field = field(owner, property);
    return field == null ? isLeftOut(owner, property) : field.isHidden();
  }

  private static boolean isLeftOut(@Nullable TypeModel owner, String property) {
    if (owner instanceof UnionModel union) {
      for (var variant : union.variants()) {
        if (isLeftOut(variant.model(), property)) {
          return true;
        }
      }
    }
    return owner instanceof ObjectModel object && field(object.origin(), property) != null;
  }

  private String named(String property) {
    var field = field(content(model), property);
    model = field == null ? null : field.use().model();
    return field == null ? property : field.name();
  }

  private static @Nullable FieldModel field(@Nullable TypeModel owner, String property) {
    if (owner instanceof UnionModel union) {
      for (var variant : union.variants()) {
        var found = field(variant.model(), property);
        if (found != null) {
          return found;
        }
      }
    }
    if (owner instanceof ObjectModel object) {
      for (var field : object.fields()) {
        if (field.javaName().equals(property)) {
          return field;
        }
      }
    }
    return null;
  }

  private static @Nullable TypeModel element(@Nullable TypeModel container) {
    var content = content(container);
    if (content instanceof ListModel list) {
      return list.element().model();
    }
    return content instanceof MapModel map ? map.value().model() : content;
  }

  private static @Nullable TypeModel content(@Nullable TypeModel optional) {
    return optional instanceof OptionalModel o ? o.value().model() : optional;
  }
}
