package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.bind.ContextTypes;
import dev.lodestar.graph.Singletons;
import dev.lodestar.json.Json;
import dev.lodestar.result.Results;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The codecs of the layers: one set for each combination of changes, shared by all routes that
/// have it. Used by one thread.
final class Codecs {
  private final Json standard;
  private final Slots slots;
  private final ContextTypes context;
  private final Singletons singletons;
  private final Map<List<UnaryOperator<Json.Builder>>, CodecSet> sets = new HashMap<>();

  Codecs(Json standard, Slots slots, ContextTypes context, Singletons singletons) {
    this.standard = standard;
    this.slots = slots;
    this.context = context;
    this.singletons = singletons;
  }

  /// What reads and writes values by one set of codecs.
  record CodecSet(Results results, ArgumentPlanner planner) {}

  /// The set of a route.
  CodecSet of(LayerSettings settings) {
    var changes = settings.get(LayerSettings.CODECS).stream().map(Sourced::value).toList();
    var known = sets.get(changes);
    if (known == null) {
      known = create(changes);
      sets.put(changes, known);
    }
    return known;
  }

  private CodecSet create(List<UnaryOperator<Json.Builder>> changes) {
    var json = standard;
    if (!changes.isEmpty()) {
      var builder = standard.toBuilder();
      for (var change : changes) {
        builder = change.apply(builder);
      }
      json = builder.build();
    }
    return new CodecSet(
        new Results(json),
        new ArgumentPlanner(slots, json, context, ParameterAnnotations::read, singletons));
  }
}
