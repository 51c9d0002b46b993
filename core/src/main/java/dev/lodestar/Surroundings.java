package dev.lodestar;

import dev.lodestar.route.PathTemplate;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.List;

/// The layers around something that is registered.
///
/// @param path their paths, joined
/// @param layers what each of them says, outermost first
record Surroundings(String path, List<LayerSettings> layers) {

  static Surroundings of(LayerSettings application) {
    return new Surroundings("", List.of(application));
  }

  /// Adds a layer inside of these.
  Surroundings with(String innerPath, LayerSettings inner) {
    var extended = new ArrayList<>(layers);
    extended.add(inner);
    return new Surroundings(PathTemplate.join(path, innerPath), List.copyOf(extended));
  }

  /// What all layers say together.
  LayerSettings merged() {
    var merged = LayerSettings.nothing();
    for (var layer : layers) {
      merged = merged.with(layer);
    }
    return merged;
  }
}
