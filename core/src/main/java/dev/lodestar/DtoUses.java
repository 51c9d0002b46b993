package dev.lodestar;

import dev.lodestar.bind.RoutePlan;
import dev.lodestar.dto.Dto;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.UnionModel;
import dev.lodestar.reach.Reach;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.DtoChoice;
import dev.lodestar.setting.LayerSetting;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds DTOs that do nothing: a handler or parameter whose types do not contain what the DTO is
/// for, a layer below which no route has any, and fields that are included in vain. A DTO that does
/// nothing protects nothing. Used by one thread, while an application is built.
final class DtoUses {
  private final Dtos dtos;
  private final List<StartupProblem> problems;
  private final Map<Attachment, Use> uses = new LinkedHashMap<>();
  private final IdentityHashMap<Dto<?>, Directions> directions = new IdentityHashMap<>();

  /// A DTO on a layer. The layer of a controller is read anew for each registration.
  private record Attachment(
      LayerSetting<?> setting, String layer, Class<?> model, DtoChoice choice) {}

  /// What is known of an attachment.
  private static final class Use {
    private final Sourced<DtoChoice> said;
    private final Supplier<Optional<String>> place;
    private boolean matches;

    Use(Sourced<DtoChoice> said, Supplier<Optional<String>> place) {
      this.said = said;
      this.place = place;
    }
  }

  /// In which directions a DTO is attached.
  private static final class Directions {
    private final Models models;
    private boolean read;
    private boolean written;

    Directions(Models models) {
      this.models = models;
    }
  }

  DtoUses(Dtos dtos, List<StartupProblem> problems) {
    this.dtos = dtos;
    this.problems = problems;
  }

  /// Looks at a handler.
  ///
  /// @param layers outermost first, the handler's own last
  /// @param models describe types without what DTOs say
  /// @param plan nothing if the handler could not be planned
  void add(
      HandlerMethod handler, List<LayerSettings> layers, Models models, Optional<RoutePlan> plan) {
    addParameters(handler, models, plan);
    var own = layers.getLast();
    var returned = new ArrayList<Reach>(1);
    var taken = new ArrayList<Reach>(1);
    for (var layer : layers) {
      layer
          .get(LayerSettings.RETURNS)
          .forEach((model, said) -> {
            if (returned.isEmpty()) {
              returned.add(Reach.of(handler.returnType(), models));
            }
            add(
                LayerSettings.RETURNS,
                model,
                said,
                models,
                handler,
                layer == own,
                reaches(returned, model) || answersErrors(layers));
          });
      layer
          .get(LayerSettings.ACCEPTS)
          .forEach((model, said) -> {
            if (taken.isEmpty() && plan.isPresent()) {
              plan.get().read().forEach(parameter -> taken.add(reachOf(parameter, models)));
            }
            add(
                LayerSettings.ACCEPTS,
                model,
                said,
                models,
                handler,
                layer == own,
                plan.isEmpty() || reaches(taken, model));
          });
    }
  }

  /// Looks at a route whose handler may return anything, and reads bodies itself.
  void addOpen(List<LayerSettings> layers, Models models, Supplier<Optional<String>> place) {
    for (var layer : layers) {
      layer
          .get(LayerSettings.RETURNS)
          .forEach((model, said) -> {
            note(said, models, LayerSettings.RETURNS);
            use(LayerSettings.RETURNS, model, said, place).matches = true;
          });
      layer
          .get(LayerSettings.ACCEPTS)
          .forEach((model, said) -> {
            note(said, models, LayerSettings.ACCEPTS);
            var _ = use(LayerSettings.ACCEPTS, model, said, place);
          });
    }
  }

  /// Looks at a handler that cannot be planned, so that nothing is known of it.
  void addUnknown(List<LayerSettings> layers) {
    for (var layer : layers) {
      for (var setting : List.of(LayerSettings.ACCEPTS, LayerSettings.RETURNS)) {
        layer
            .get(setting)
            .forEach((model, said) -> use(setting, model, said, Optional::empty).matches = true);
      }
    }
  }

  private static Reach reachOf(HandlerParameter parameter, Models models) {
    return Reach.of(parameter.type(), models);
  }

  private static boolean reaches(List<Reach> reaches, Class<?> model) {
    for (var reach : reaches) {
      if (reach.isOpen() || reach.contains(model)) {
        return true;
      }
    }
    return false;
  }

  /// What answers errors, or before the handler, may return anything.
  private static boolean answersErrors(List<LayerSettings> layers) {
    for (var layer : layers) {
      if (!layer.get(LayerSettings.ERROR_HANDLERS).isEmpty()
          || layer.get(LayerSettings.BEFORE_REQUEST).chosen().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void add(
      LayerSetting<?> setting,
      Class<?> model,
      Sourced<DtoChoice> said,
      Models models,
      HandlerMethod handler,
      boolean own,
      boolean matches) {
    note(said, models, setting);
    if (hasNoFields(model, models)) {
      return;
    }
    if (!own) {
      use(setting, model, said, () -> Optional.of(handler.location().toString())).matches |=
          matches;
    } else if (!matches && !(said.value() instanceof DtoChoice.None)) {
      problems.add(
          located(
              new StartupProblem(
                  "dto-unused",
                  said.origin().layer(),
                  said.value()
                      + " is attached to it, but "
                      + (setting == LayerSettings.RETURNS
                          ? "what it returns contains no "
                          : "what it reads contains no ")
                      + GenericTypes.nameOf(model)
                      + ".",
                  "Remove it, or attach a DTO for the type that is "
                      + (setting == LayerSettings.RETURNS ? "returned." : "read.")),
              said.origin().location().get()));
    }
  }

  private Use use(
      LayerSetting<?> setting,
      Class<?> model,
      Sourced<DtoChoice> said,
      Supplier<Optional<String>> place) {
    return uses.computeIfAbsent(
        new Attachment(setting, said.origin().layer(), model, said.value()),
        unknown -> new Use(said, place));
  }

  private void note(Sourced<DtoChoice> said, Models models, LayerSetting<?> setting) {
    var dto = dtos.dtoOf(said);
    if (dto.isPresent()) {
      var known = directions.computeIfAbsent(dto.get(), unknown -> new Directions(models));
      known.read |= setting == LayerSettings.ACCEPTS;
      known.written |= setting == LayerSettings.RETURNS;
    }
  }

  private void addParameters(HandlerMethod handler, Models models, Optional<RoutePlan> plan) {
    for (var parameter : handler.parameters()) {
      if (parameter.annotation(Accepts.class).isPresent() && plan.isPresent()) {
        addParameter(parameter, models, plan.get().read().contains(parameter));
      }
    }
    if (plan.isPresent()) {
      for (var parameter : plan.get().read()) {
        if (parameter.owner() != handler && parameter.annotation(Accepts.class).isPresent()) {
          addParameter(parameter, models, true);
        }
      }
    }
  }

  private void addParameter(HandlerParameter parameter, Models models, boolean isRead) {
    var reach = isRead ? List.of(reachOf(parameter, models)) : List.<Reach>of();
    dtos.accepted(parameter, Map.of())
        .forEach((model, said) -> {
          note(said, models, LayerSettings.ACCEPTS);
          if (!reaches(reach, model)
              && !hasNoFields(model, models)
              && !(said.value() instanceof DtoChoice.None)) {
            problems.add(
                located(
                    new StartupProblem(
                        "dto-unused",
                        parameter.owner().toString(),
                        said.value()
                            + " is attached to the parameter \""
                            + parameter
                            + "\", "
                            + (isRead
                                ? "which contains no " + GenericTypes.nameOf(model) + "."
                                : "which is not read from a document, a form or a group."),
                        "Remove it, or attach it to a parameter whose type contains "
                            + GenericTypes.nameOf(model)
                            + "."),
                    said.origin().location().get()));
          }
        });
  }

  /// Whether no DTO can be for the class, which is reported with the DTO.
  private static boolean hasNoFields(Class<?> model, Models models) {
    try {
      var type = models.model(model);
      return !(type instanceof ObjectModel || type instanceof UnionModel);
    } catch (ModelException unsupported) {
      return false;
    }
  }

  /// Reports what has turned out to do nothing, once all routes are known.
  void finish() {
    uses.forEach((attachment, use) -> {
      if (!use.matches && !(attachment.choice() instanceof DtoChoice.None)) {
        problems.add(unused(attachment, use));
      }
    });
    directions.forEach((dto, known) ->
        dto.checkDirections(known.models, known.read, known.written, problems::add));
  }

  private static StartupProblem unused(Attachment attachment, Use use) {
    var returned = attachment.setting() == LayerSettings.RETURNS;
    var model = GenericTypes.nameOf(attachment.model());
    return located(
        new StartupProblem(
            "dto-unused",
            attachment.layer(),
            attachment.choice()
                + " is attached to it, but what the handlers below "
                + (returned ? "return" : "read")
                + " contains no "
                + model
                + ".",
            "Remove it, or check that it is for the right type: a DTO that shapes nothing protects"
                + " nothing."),
        use.said.origin().location().get().or(use.place));
  }

  private static StartupProblem located(StartupProblem problem, Optional<String> place) {
    return place.isPresent() ? problem.at(place.get()) : problem;
  }
}
