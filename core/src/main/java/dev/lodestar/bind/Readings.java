package dev.lodestar.bind;

import dev.lodestar.body.BodyReaders;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.model.Models;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What parameters are read with: the codecs of the route, or those that a parameter has for
/// itself. Used by one thread, while an application is built.
final class Readings {
  private final Function<HandlerParameter, Optional<Json>> own;
  private final Json written;
  private final Reading ofRoutes;
  private final Map<Json, Reading> others = new HashMap<>();

  /// @param written what results are written with
  /// @param own the codecs of a parameter that has its own
  Readings(Json json, Json written, Function<HandlerParameter, Optional<Json>> own) {
    this.ofRoutes = Reading.of(json, written);
    this.written = written;
    this.own = own;
  }

  Reading of(HandlerParameter parameter) {
    var json = own.apply(parameter);
    return json.isEmpty()
        ? ofRoutes
        : others.computeIfAbsent(json.get(), own -> Reading.of(own, written));
  }

  /// What one set of codecs reads with.
  record Reading(Json json, BodyReaders bodies, FormModels forms) {
    static Reading of(Json json, Json written) {
      return new Reading(json, new BodyReaders(json, written), new FormModels(json.models()));
    }

    Models models() {
      return json.models();
    }
  }
}
