package dev.lodestar.dto;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeModel;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns what a DTO says into a projection, and finds out what is wrong with it. Serves one call.
final class DtoReading {
  private final Dto<?> dto;
  private final Models models;
  private final Consumer<StartupProblem> problems;
  private int found;

  DtoReading(Dto<?> dto, Models models, Consumer<StartupProblem> problems) {
    this.dto = dto;
    this.models = models;
    this.problems = problems;
  }

  /// The projection; nothing if there was a problem.
  Optional<Projection> projection() {
    if (!isOneClass(dto.type())) {
      return Optional.empty();
    }
    var model = described();
    var fields = model.flatMap(found -> Fields.of(found, dto.toString(), dto.spot(), this::report));
    if (fields.isEmpty()) {
      if (model.isPresent()) {
        refuse(
            "dto-type",
            "A DTO leaves out or renames fields, but " + nameOfModel() + " has none.",
            "Write a DTO for a record, a bean or a sealed type.");
      }
      return Optional.empty();
    }
    var steps = new ArrayList<Projection>();
    var projection = Projection.all();
    for (var statement : dto.said()) {
      projection = statement.change().apply(projection, fields.get().at(statement.spot()));
      steps.add(projection);
    }
    check(projection, steps);
    return found == 0 ? Optional.of(projection) : Optional.empty();
  }

  /// A wrapper is no model: what it holds is.
  private boolean isOneClass(Type type) {
    if (type == Dto.class || type instanceof TypeVariable<?>) {
      refuse(
          "dto-type",
          "Nothing says which type the DTO is for.",
          "Name it as type argument: class ReadWidget extends Dto<Widget>, or Dto.of(Widget.class).");
      return false;
    }
    if (type instanceof ParameterizedType generic) {
      for (var argument : generic.getActualTypeArguments()) {
        if (!(argument instanceof WildcardType)) {
          refuse("dto-type", wrapper(type), wrapperFix(type, argument));
          return false;
        }
      }
    }
    return true;
  }

  private static String wrapper(Type type) {
    return "A DTO is for one class, wherever values of it occur, but this one is for "
        + GenericTypes.nameOf(type)
        + ".";
  }

  private static String wrapperFix(Type type, Type argument) {
    return "Write Dto<"
        + GenericTypes.nameOf(argument)
        + "> for what it holds: it counts there, too. For the fields of "
        + GenericTypes.erase(type).getSimpleName()
        + " itself, write a Dto<"
        + GenericTypes.erase(type).getSimpleName()
        + "<?>>.";
  }

  private Optional<TypeModel> described() {
    try {
      return Optional.of(models.model(dto.model()));
    } catch (ModelException unsupported) {
      for (var problem : unsupported.problems()) {
        refuse("dto-type", textOf(problem), problem.fix());
      }
      return Optional.empty();
    }
  }

  /// Applies the projection to find out whether it fits.
  private void check(Projection projection, List<Projection> steps) {
    for (var problem : problemsOf(projection)) {
      var spot = dto.spot();
      for (var i = 0; i < steps.size(); i++) {
        if (problemsOf(steps.get(i)).contains(problem)) {
          spot = dto.said().get(i).spot();
          break;
        }
      }
      report(
          spot.locate(
              new StartupProblem(
                  "dto-projection", dto.toString(), textOf(problem), problem.fix())));
    }
  }

  private List<ModelProblem> problemsOf(Projection projection) {
    try {
      var _ = Models.project(models.use(dto.model()), projection);
      return List.of();
    } catch (ModelException misfit) {
      return misfit.problems();
    }
  }

  private static String textOf(ModelProblem problem) {
    return problem.path() + ": " + problem.message();
  }

  private String nameOfModel() {
    return GenericTypes.nameOf(dto.type());
  }

  private void refuse(String code, String what, String fix) {
    report(dto.spot().locate(new StartupProblem(code, dto.toString(), what, fix)));
  }

  private void report(StartupProblem problem) {
    found++;
    problems.accept(problem);
  }
}
