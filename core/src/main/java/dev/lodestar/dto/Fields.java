package dev.lodestar.dto;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
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
  private final Spot spot;
  private final Consumer<StartupProblem> problems;

  private Fields(
      List<ObjectModel> objects,
      String subject,
      String typeName,
      Spot spot,
      Consumer<StartupProblem> problems) {
    this.objects = objects;
    this.subject = subject;
    this.typeName = typeName;
    this.spot = spot;
    this.problems = problems;
  }

  /// The fields of a type; nothing if it has none, because it is no object.
  ///
  /// @param subject what problems call the DTO
  /// @param problems receives what is wrong
  static Optional<Fields> of(
      TypeModel model, String subject, Spot spot, Consumer<StartupProblem> problems) {
    var objects = new ArrayList<ObjectModel>();
    if (model instanceof ObjectModel object) {
      objects.add(object);
    } else if (model instanceof UnionModel union) {
      for (var variant : union.variants()) {
        if (variant.model() instanceof ObjectModel object) {
          objects.add(object);
        }
      }
    }
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fields(objects, subject, GenericTypes.nameOf(model.rawClass()), spot, problems));
  }

  /// The same fields, named in another place.
  Fields at(Spot other) {
    return new Fields(objects, subject, typeName, other, problems);
  }

  /// The Java name of the field that a getter reads; nothing after a problem.
  Optional<String> nameOf(Getter<?, ?> getter) {
    var method = Getters.methodOf(getter, this::report);
    if (method.isEmpty()) {
      return Optional.empty();
    }
    for (var object : objects) {
      var field = Getters.fieldOf(method.get(), object);
      if (field.isPresent()) {
        return field.map(FieldModel::javaName);
      }
    }
    report(noGetter(method.get()));
    return Optional.empty();
  }

  private StartupProblem noGetter(Method method) {
    var names = new LinkedHashSet<String>();
    for (var object : objects) {
      for (var field : object.fields()) {
        names.add(field.javaName());
      }
    }
    var called = GenericTypes.nameOf(method.getDeclaringClass()) + "::" + method.getName();
    return new StartupProblem(
        "dto-field",
        subject,
        "The method " + called + " reads no field of " + typeName + ".",
        Suggestions.closest(method.getName(), names)
                .map(closest -> "Did you mean \"" + closest + "\"? ")
                .orElse("")
            + "Its fields are "
            + String.join(", ", names)
            + ".");
  }

  private void report(StartupProblem problem) {
    problems.accept(problem.location().isPresent() ? problem : spot.locate(problem));
  }
}
