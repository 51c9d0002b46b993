package dev.lodestar;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.ErrorObserver;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.startup.StartClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was said to the builder of an application, from which it can be built more than once.
///
/// @param configuration nothing if the application has not asked for any
/// @param settings what the layer of the application says
/// @param cursorKeys sign cursors; nothing for a random key
/// @param openApi about the OpenAPI document; nothing for the defaults
/// @param health about its health; nothing if it says nothing
record Blueprint(
    Slots slots,
    Json json,
    Optional<Configuration> configuration,
    LifePlan life,
    List<ErrorObserver> observers,
    boolean debug,
    List<Registration> registrations,
    LayerSettings settings,
    Optional<CursorKeys> cursorKeys,
    Optional<OpenApi> openApi,
    Optional<HealthPlan> health,
    List<Plugin> plugins,
    List<AppCommand> commands) {

  /// Builds the application.
  ///
  /// @param overrides providers that win over all others
  /// @param problems those that are known already, to be reported with all others
  /// @param clock is told what has been done
  App build(List<Provider<?>> overrides, List<StartupProblem> problems, StartClock clock) {
    return new Assembly(this, overrides, problems, clock)
        .build(more -> build(replaced(overrides, more), new ArrayList<>(), StartClock.off()));
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
