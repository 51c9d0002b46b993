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
  private final Class<?> type;
  private final boolean contract;
  private final String subject;
  private final Consumer<StartupProblem> problems;

  private Fields(
      List<ObjectModel> objects,
      Class<?> type,
      boolean contract,
      String subject,
      Consumer<StartupProblem> problems) {
    this.objects = objects;
    this.subject = subject;
    this.type = type;
    this.contract = contract;
    this.problems = problems;
  }

  /// The fields of a type; nothing if it has none, because it is no object.
  ///
  /// @param subject what problems call the DTO
  /// @param problems receives what is wrong
  static Optional<Fields> of(TypeModel model, String subject, Consumer<StartupProblem> problems) {
    return model instanceof ObjectModel || model instanceof UnionModel
        ? Optional.of(new Fields(objectsIn(model), model.rawClass(), false, subject, problems))
        : Optional.empty();
  }

  /// The fields of the classes that implement an interface or extend an abstract class, of which
  /// only the names are known: those of its methods.
  ///
  /// @param subject what problems call the DTO
  /// @param problems receives what is wrong
  static Fields ofContract(Class<?> type, String subject, Consumer<StartupProblem> problems) {
    return new Fields(List.of(), type, true, subject, problems);
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
    if (contract && isOwn(method.get())) {
      return Optional.of(propertyOf(method.get().getName()));
    }
    problems.accept(noGetter(method.get()));
    return Optional.empty();
  }

  private boolean isOwn(Method method) {
    return method.getParameterCount() == 0
        && method.getDeclaringClass() != Object.class
        && method.getDeclaringClass().isAssignableFrom(type);
  }

  /// `getName` and `isName` read the property `name` of a bean, `name` a component of a record.
  private static String propertyOf(String method) {
    var prefix = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
    return prefix > 0 && method.length() > prefix && Character.isUpperCase(method.charAt(prefix))
        ? Character.toLowerCase(method.charAt(prefix)) + method.substring(prefix + 1)
        : method;
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
            + GenericTypes.nameOf(type)
            + ".",
        Suggestions.closest(method.getName(), names)
                .map(closest -> "Did you mean \"" + closest + "\"? ")
                .orElse("")
            + "Its fields are "
            + String.join(", ", names)
            + ".");
  }
}
