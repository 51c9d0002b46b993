package dev.lodestar;

import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.ErrorObserver;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.List;

/// What was said to the builder of an application, from which it can be built more than once.
///
/// @param settings what the layer of the application says
record Blueprint(
    Slots slots,
    Json json,
    List<ErrorObserver> observers,
    boolean debug,
    List<Registration> registrations,
    LayerSettings settings) {

  /// Builds the application.
  ///
  /// @param overrides providers that win over all others
  App build(List<Provider<?>> overrides) {
    return new Assembly(slots, json, observers, debug, overrides)
        .build(registrations, settings, more -> build(replaced(overrides, more)));
  }

  private static List<Provider<?>> replaced(List<Provider<?>> known, List<Provider<?>> more) {
    var all = new ArrayList<Provider<?>>(more);
    for (var provider : known) {
      var again = false;
      for (var other : more) {
        again |= other.dependency().equals(provider.dependency());
      }
      if (!again) {
        all.add(provider);
      }
    }
    return List.copyOf(all);
  }
}
