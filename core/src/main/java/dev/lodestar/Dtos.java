package dev.lodestar;

import dev.lodestar.dto.Dto;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Projection;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.DtoChoice;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Origin;
import dev.lodestar.setting.Sourced;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The DTOs of an application under construction: one object for each class, what each leaves of
/// its type, and the codecs that write and read so. Used by one thread.
final class Dtos {
  private final List<StartupProblem> problems;
  private final Map<Class<?>, Optional<Dto<?>>> made = new HashMap<>();
  private final Map<Fitted, Optional<Projection>> projections = new HashMap<>();
  private final Map<Shaped, Json> shaped = new HashMap<>();

  /// A DTO as it fits some type models. Both are compared by identity.
  private record Fitted(Dto<?> dto, Models models) {}

  private record Shaped(Json json, Map<Class<?>, DtoChoice> choices) {}

  /// @param problems receives every mistake
  Dtos(List<StartupProblem> problems) {
    this.problems = problems;
  }

  /// What is said, whoever said it.
  static Map<Class<?>, DtoChoice> choices(Map<Class<?>, Sourced<DtoChoice>> said) {
    var choices = new LinkedHashMap<Class<?>, DtoChoice>();
    said.forEach((model, choice) -> choices.put(model, choice.value()));
    return choices;
  }

  /// Codecs with what DTOs say. The projections that the codecs have already are like those of an
  /// outermost layer.
  Json shaped(Json json, Map<Class<?>, Sourced<DtoChoice>> said) {
    if (said.isEmpty()) {
      return json;
    }
    var key = new Shaped(json, choices(said));
    var known = shaped.get(key);
    if (known == null) {
      known = build(json, said);
      shaped.put(key, known);
    }
    return known;
  }

  private Json build(Json json, Map<Class<?>, Sourced<DtoChoice>> said) {
    var all = new LinkedHashMap<>(json.models().projections());
    said.forEach((model, choice) -> {
      all.remove(model);
      dtoOf(choice)
          .flatMap(dto -> projectionOf(dto, json.models()))
          .ifPresent(projection -> all.put(model, projection));
    });
    if (all.equals(json.models().projections())) {
      return json;
    }
    try {
      return json.toBuilder().projections(all).build();
    } catch (ModelException misfit) {
      report(misfit, said);
      return json;
    }
  }

  /// What each DTO says by itself has been examined: only together they do not fit.
  private void report(ModelException misfit, Map<Class<?>, Sourced<DtoChoice>> said) {
    var origin = said.values().iterator().next().origin();
    for (var problem : misfit.problems()) {
      problems.add(
          placed(
              new StartupProblem(
                  "dto-projection",
                  "the DTOs of " + origin.layer(),
                  problem.path() + ": " + problem.message(),
                  problem.fix()),
              origin));
    }
  }

  /// The DTO that a layer names; nothing if it names none, or after a problem.
  Optional<Dto<?>> dtoOf(Sourced<DtoChoice> choice) {
    return switch (choice.value()) {
      case DtoChoice.None() -> Optional.empty();
      case DtoChoice.Given(var dto) -> Optional.of(dto);
      case DtoChoice.Made(var type) -> instance(type, choice.origin());
    };
  }

  private Optional<Dto<?>> instance(Class<? extends Dto<?>> type, Origin origin) {
    var known = made.get(type);
    if (known == null) {
      known = Dto.create(type, problem -> problems.add(placed(problem, origin)));
      made.put(type, known);
    }
    return known;
  }

  /// What a DTO leaves of its type; nothing after a problem.
  Optional<Projection> projectionOf(Dto<?> dto, Models models) {
    var key = new Fitted(dto, models);
    var known = projections.get(key);
    if (known == null) {
      known = dto.projection(models, problems::add);
      projections.put(key, known);
    }
    return known;
  }

  /// What counts for a parameter that says itself what it accepts.
  ///
  /// @param outer what counts for others of the route
  Map<Class<?>, Sourced<DtoChoice>> accepted(
      HandlerParameter parameter, Map<Class<?>, Sourced<DtoChoice>> outer) {
    var all = new LinkedHashMap<>(outer);
    all.putAll(settingsOf(parameter, problems).get(LayerSettings.ACCEPTS));
    return all;
  }

  /// What a parameter says itself.
  ///
  /// @param problems receives what is wrong with it
  static LayerSettings settingsOf(HandlerParameter parameter, List<StartupProblem> problems) {
    var layer =
        new AnnotatedLayer(
            parameter.owner().toString(),
            () -> Optional.of(parameter.owner().location().toString()));
    LayerAnnotations.read(
        List.of(parameter.annotation(Accepts.class).orElseThrow()), layer, problems);
    return layer.settings();
  }

  private static StartupProblem placed(StartupProblem problem, Origin origin) {
    var location = origin.location().get();
    return problem.location().isPresent() || location.isEmpty()
        ? problem
        : problem.at(location.get());
  }
}
