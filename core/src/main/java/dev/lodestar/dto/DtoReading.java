package dev.lodestar.dto;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeModel;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns what a DTO says into a projection, and finds out what is wrong with it. Serves one call.
final class DtoReading {
  private final Dto<?> dto;
  private final List<Dto<?>> outer;
  private final Models models;
  private final Consumer<StartupProblem> problems;
  private Spot here;
  private int found;

  DtoReading(Dto<?> dto, Models models, Consumer<StartupProblem> problems) {
    this(
        dto,
        List.of(),
        models.projections().isEmpty() ? models : models.withProjections(Map.of()),
        problems);
  }

  /// @param outer the DTOs that this one is nested in, the outermost first
  private DtoReading(
      Dto<?> dto, List<Dto<?>> outer, Models models, Consumer<StartupProblem> problems) {
    this.dto = dto;
    this.outer = outer;
    this.models = models;
    this.problems = problems;
    this.here = dto.spot();
  }

  /// The projection; nothing if there was a problem.
  Optional<Projection> projection() {
    var fields = fields();
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    var steps = new ArrayList<Projection>();
    var projection = dto.isNamed() ? Projection.all().named(dto.name()) : Projection.all();
    for (var statement : dto.said()) {
      here = statement.spot();
      var path = statement.path().in(fields.get());
      if (path.isPresent()) {
        projection = statement.change().apply(projection, path.get(), this);
      }
      steps.add(projection);
    }
    check(projection, steps);
    return found == 0 ? Optional.of(projection) : Optional.empty();
  }

  private Optional<Fields> fields() {
    if (!isOneClass(dto.type())) {
      return Optional.empty();
    }
    if (isContract()) {
      return Optional.of(Fields.ofContract(dto.model(), dto.toString(), this::report));
    }
    var model = described();
    var fields = model.flatMap(found -> Fields.of(found, dto.toString(), this::report));
    if (model.isPresent() && fields.isEmpty()) {
      refuse(
          "dto-type",
          "A DTO leaves out or renames fields, but "
              + GenericTypes.nameOf(dto.type())
              + " has none.",
          "Write a DTO for a record, a bean or a sealed type.");
    }
    return fields;
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

  private String wrapperFix(Type type, Type argument) {
    var raw = GenericTypes.erase(type);
    var fix =
        "Write a Dto<"
            + GenericTypes.nameOf(argument)
            + ">: it counts inside of "
            + raw.getSimpleName()
            + ", too.";
    return isObject(raw)
        ? fix
            + " For the fields of "
            + raw.getSimpleName()
            + " itself, write a Dto<"
            + raw.getSimpleName()
            + "<?>>."
        : fix;
  }

  private boolean isObject(Class<?> type) {
    try {
      return models.model(type) instanceof ObjectModel;
    } catch (ModelException unsupported) {
      return false;
    }
  }

  /// Whether the type cannot be described, but classes that implement or extend it can.
  private boolean isContract() {
    var type = dto.model();
    return Modifier.isAbstract(type.getModifiers())
        && !type.isSealed()
        && !type.isArray()
        && !type.isPrimitive()
        && !type.getName().startsWith("java.")
        && !isObject(type);
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

  /// Puts another DTO into a field.
  Projection nest(Projection projection, String path, DtoSource source) {
    var inner = source.dto(this::report);
    if (inner.isEmpty() || isCycle(inner.get()) || !fits(inner.get(), path)) {
      return projection;
    }
    var around = new ArrayList<>(outer);
    around.add(dto);
    return new DtoReading(inner.get(), around, models, this::report)
        .projection()
        .map(nested -> projection.nest(path, nested))
        .orElse(projection);
  }

  private boolean isCycle(Dto<?> inner) {
    if (!isSame(inner, dto) && outer.stream().noneMatch(other -> isSame(inner, other))) {
      return false;
    }
    refuse(
        "dto-cycle",
        "The DTO " + inner + " is nested in itself.",
        "Leave it out here: where it is attached, it counts for every "
            + GenericTypes.nameOf(inner.model())
            + ", nested ones included.");
    return true;
  }

  private static boolean isSame(Dto<?> one, Dto<?> other) {
    return one == other || (one.getClass() == other.getClass() && one.getClass() != Dto.class);
  }

  /// A field that is not there, or holds no objects, is told when the projection is applied.
  private boolean fits(Dto<?> inner, String path) {
    if (isContract()) {
      return true;
    }
    for (var field : Models.fields(models.use(dto.model()), path)) {
      for (var object : Fields.objectsIn(field.use().model())) {
        if (!inner.model().isAssignableFrom(object.rawClass())) {
          refuse(
              "dto-nested",
              "The DTO "
                  + inner
                  + " is for "
                  + GenericTypes.nameOf(inner.model())
                  + ", but the field "
                  + field
                  + " holds "
                  + GenericTypes.nameOf(object.rawClass())
                  + ".",
              "Nest a DTO for " + GenericTypes.nameOf(object.rawClass()) + ".");
          return false;
        }
      }
    }
    return true;
  }

  /// Adds a computed field.
  Projection add(Projection projection, String name, Getter<?, ?> value) {
    return Computed.of(name, value, this::report)
        .map(computed -> computed.addTo(projection))
        .orElse(projection);
  }

  /// Applies the projection to find out whether it fits.
  private void check(Projection projection, List<Projection> steps) {
    for (var problem : problemsOf(projection)) {
      here = dto.spot();
      for (var i = 0; i < steps.size(); i++) {
        if (problemsOf(steps.get(i)).contains(problem)) {
          here = dto.said().get(i).spot();
          break;
        }
      }
      refuse("dto-projection", textOf(problem), problem.fix());
    }
  }

  private List<ModelProblem> problemsOf(Projection projection) {
    if (isContract()) {
      return List.of(); // examined with the classes that implement it
    }
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

  /// Reports what is included, but travels in none of the directions.
  void checkDirections(boolean read, boolean written) {
    var projection = new DtoReading(dto, models, problem -> {}).projection();
    if ((read && written) || projection.isEmpty() || isContract()) {
      return;
    }
    var use = Models.project(models.use(dto.model()), projection.get());
    for (var path : projection.get().included()) {
      var fields = Models.fields(use, path);
      if (!fields.isEmpty()
          && fields.stream().noneMatch(written ? FieldModel::encoded : FieldModel::decoded)) {
        here = spotOf(path);
        refuse(
            "dto-without-effect",
            "The field "
                + fields.getFirst()
                + " is included, but it is never "
                + (written ? "written" : "read")
                + ", and the DTO is only attached for what is "
                + (written ? "written." : "read."),
            "Leave it out, give it another mark, or attach the DTO with "
                + (written ? "accepts" : "returns")
                + " as well.");
      }
    }
  }

  private Spot spotOf(String path) {
    var fields = Fields.of(models.model(dto.model()), dto.toString(), problem -> {});
    for (var statement : dto.said()) {
      var about = fields.flatMap(statement.path()::in).orElse("");
      if (path.equals(about) || (!about.isEmpty() && path.startsWith(about + "."))) {
        return statement.spot();
      }
    }
    return dto.spot();
  }

  private void refuse(String code, String what, String fix) {
    report(new StartupProblem(code, dto.toString(), what, fix));
  }

  private void report(StartupProblem problem) {
    found++;
    problems.accept(problem.location().isPresent() ? problem : here.locate(problem));
  }
}
