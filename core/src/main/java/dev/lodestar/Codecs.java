package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.bind.ContextTypes;
import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.graph.Singletons;
import dev.lodestar.json.Json;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.result.Results;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The codecs of the layers: one set for each combination of changes, shared by all routes that
/// have it. Used by one thread.
final class Codecs {
  private final Json standard;
  private final Slots slots;
  private final ContextTypes context;
  private final Singletons singletons;
  private final Optional<CursorKeys> givenKeys;
  private final Map<Said, CodecSet> sets = new HashMap<>();

  /// The keys of cursors, once some were needed.
  private @Nullable CursorKeys cursorKeys;

  /// @param cursorKeys those of the application, if it gives any
  Codecs(
      Json standard,
      Slots slots,
      ContextTypes context,
      Singletons singletons,
      Optional<CursorKeys> cursorKeys) {
    this.standard = standard;
    this.slots = slots;
    this.context = context;
    this.singletons = singletons;
    this.givenKeys = cursorKeys;
  }

  /// What the layers of a route say of codecs.
  private record Said(List<UnaryOperator<Json.Builder>> changes, List<MediaFormat> formats) {}

  /// What reads and writes values by one set of codecs.
  record CodecSet(Results results, ArgumentPlanner planner) {}

  /// The set of a route.
  CodecSet of(LayerSettings settings) {
    var changes = settings.get(LayerSettings.CODECS).stream().map(Sourced::value).toList();
    var formats =
        settings.get(LayerSettings.FORMATS).values().stream().map(Sourced::value).toList();
    var said = new Said(changes, formats);
    var known = sets.get(said);
    if (known == null) {
      known = create(changes, formats);
      sets.put(said, known);
    }
    return known;
  }

  private CursorKeys cursorKeys() {
    var known = cursorKeys;
    if (known == null) {
      known = givenKeys.orElseGet(CursorKeys::random);
      cursorKeys = known;
    }
    return known;
  }

  private CodecSet create(List<UnaryOperator<Json.Builder>> changes, List<MediaFormat> formats) {
    var json = standard;
    if (!changes.isEmpty()) {
      var builder = standard.toBuilder();
      for (var change : changes) {
        builder = change.apply(builder);
      }
      json = builder.build();
    }
    return new CodecSet(
        new Results(json, formats),
        new ArgumentPlanner(
            slots, json, context, ParameterAnnotations::read, singletons, this::cursorKeys));
  }
}
