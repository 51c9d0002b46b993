package dev.lodestar;

import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.ErrorObserver;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What was said to the builder of an application, from which it can be built more than once.
///
/// @param life makes the life of the application, and adds what is wrong with it
/// @param settings what the layer of the application says
/// @param problems what is known to be wrong already
record Blueprint(
    Slots slots,
    Json json,
    Function<List<StartupProblem>, AppLife> life,
    List<ErrorObserver> observers,
    boolean debug,
    List<Registration> registrations,
    LayerSettings settings,
    List<Plugin> plugins,
    List<StartupProblem> problems) {

  /// Builds the application.
  ///
  /// @param overrides providers that win over all others
  App build(List<Provider<?>> overrides) {
    return new Assembly(this, overrides)
        .build(registrations, settings, plugins, more -> build(replaced(overrides, more)));
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
