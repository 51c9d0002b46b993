package dev.lodestar.dto;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.suggest.Suggestions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of the type that a DTO is for.
final class Fields {
  private final List<ObjectModel> objects;
  private final String subject;
  private final String typeName;
  private final Consumer<StartupProblem> problems;

  private Fields(
      List<ObjectModel> objects,
      String subject,
      String typeName,
      Consumer<StartupProblem> problems) {
    this.objects = objects;
    this.subject = subject;
    this.typeName = typeName;
    this.problems = problems;
  }

  /// The fields of a type; nothing if it has none, because it is no object.
  ///
  /// @param subject what problems call the DTO
  /// @param problems receives what is wrong
  static Optional<Fields> of(TypeModel model, String subject, Consumer<StartupProblem> problems) {
    return model instanceof ObjectModel || model instanceof UnionModel
        ? Optional.of(
            new Fields(objectsIn(model), subject, GenericTypes.nameOf(model.rawClass()), problems))
        : Optional.empty();
  }

  /// The objects that values of a type are or hold: those of all variants of a sealed type, and
  /// those in lists, maps and optional values.
  static List<ObjectModel> objectsIn(TypeModel model) {
    return switch (model) {
      case ObjectModel object -> List.of(object);
      case UnionModel union -> {
        var objects = new ArrayList<ObjectModel>();
        for (var variant : union.variants()) {
          if (!(variant.model() instanceof UnionModel)) {
            objects.addAll(objectsIn(variant.model()));
          }
        }
        yield objects;
      }
      case OptionalModel optional -> objectsIn(optional.value().model());
      case ListModel list -> objectsIn(list.element().model());
      case MapModel map -> objectsIn(map.value().model());
      case MappedModel mapped -> objectsIn(mapped.target().model());
      default -> List.of();
    };
  }

  /// The Java name of the field that a getter reads; nothing after a problem.
  Optional<String> nameOf(Getter<?, ?> getter) {
    var method = Getters.methodOf(getter, problems);
    if (method.isEmpty()) {
      return Optional.empty();
    }
    for (var object : objects) {
      var field = Getters.fieldOf(method.get(), object);
      if (field.isPresent()) {
        return field.map(FieldModel::javaName);
      }
    }
    problems.accept(noGetter(method.get()));
    return Optional.empty();
  }

  private StartupProblem noGetter(Method method) {
    var names = new LinkedHashSet<String>();
    for (var object : objects) {
      for (var field : object.fields()) {
        names.add(field.javaName());
      }
    }
    return new StartupProblem(
        "dto-field",
        subject,
        "The method "
            + GenericTypes.nameOf(method.getDeclaringClass())
            + "::"
            + method.getName()
            + " reads no field of "
            + typeName
            + ".",
        Suggestions.closest(method.getName(), names)
                .map(closest -> "Did you mean \"" + closest + "\"? ")
                .orElse("")
            + "Its fields are "
            + String.join(", ", names)
            + ".");
  }
}
