package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.bind.ContextTypes;
import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.Results;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.DtoChoice;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import dev.lodestar.socket.SocketJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The codecs of the layers: one set for each combination of changes and DTOs, shared by all routes
/// that have it. Used by one thread.
final class Codecs {
  private final Json standard;
  private final Slots slots;
  private final ContextTypes context;
  private final Singletons singletons;
  private final Optional<CursorKeys> givenKeys;
  private final List<StartupProblem> problems;
  private final Map<Said, CodecSet> sets = new HashMap<>();
  private final Map<List<UnaryOperator<Json.Builder>>, Json> changed = new HashMap<>();

  /// The keys of cursors, once some were needed.
  private @Nullable CursorKeys cursorKeys;

  // Made when the first DTO is met: most applications start without.
  private @Nullable Dtos dtos;
  private @Nullable DtoUses dtoUses;

  /// @param cursorKeys those of the application, if it gives any
  /// @param problems receives what is wrong with DTOs
  Codecs(
      Json standard,
      Slots slots,
      ContextTypes context,
      Singletons singletons,
      Optional<CursorKeys> cursorKeys,
      List<StartupProblem> problems) {
    this.standard = standard;
    this.slots = slots;
    this.context = context;
    this.singletons = singletons;
    this.givenKeys = cursorKeys;
    this.problems = problems;
  }

  /// What the layers of a route say of codecs.
  private record Said(
      List<UnaryOperator<Json.Builder>> changes,
      List<MediaFormat> formats,
      Map<Class<?>, DtoChoice> accepts,
      Map<Class<?>, DtoChoice> returns) {
    // Written out: linking those that records have by themselves loads thirty classes at a start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Said same
          && changes.equals(same.changes)
          && formats.equals(same.formats)
          && accepts.equals(same.accepts)
          && returns.equals(same.returns);
    }

    @Override
    public int hashCode() {
      return 31 * changes.hashCode() + formats.hashCode() + accepts.hashCode() + returns.hashCode();
    }
  }

  /// What reads and writes values by one set of codecs.
  ///
  /// @param unshaped the codecs without what DTOs say
  /// @param read the codecs of what is read
  /// @param written the codecs of what is written
  record CodecSet(
      Results results, ArgumentPlanner planner, Json unshaped, Json read, Json written) {

    /// The codecs of messages.
    SocketJson socket() {
      return new SocketJson(read, written);
    }
  }

  /// The set of a route.
  CodecSet of(LayerSettings settings) {
    var changes = Sourced.values(settings.get(LayerSettings.CODECS));
    var formats = Sourced.values(settings.get(LayerSettings.FORMATS).values());
    var accepts = settings.get(LayerSettings.ACCEPTS);
    var returns = settings.get(LayerSettings.RETURNS);
    var said = new Said(changes, formats, choices(accepts), choices(returns));
    var known = sets.get(said);
    if (known == null) {
      known = create(changed(changes), formats, accepts, returns);
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

  private Json changed(List<UnaryOperator<Json.Builder>> changes) {
    if (changes.isEmpty()) {
      return standard;
    }
    var known = changed.get(changes);
    if (known == null) {
      var builder = standard.toBuilder();
      for (var change : changes) {
        builder = change.apply(builder);
      }
      known = builder.build();
      changed.put(changes, known);
    }
    return known;
  }

  private CodecSet create(
      Json json,
      List<MediaFormat> formats,
      Map<Class<?>, Sourced<DtoChoice>> accepts,
      Map<Class<?>, Sourced<DtoChoice>> returns) {
    var written = shaped(json, returns);
    var read = shaped(json, accepts);
    return new CodecSet(
        new Results(written, formats),
        new ArgumentPlanner(
            slots,
            read,
            written,
            context,
            ParameterAnnotations::read,
            new OwnCodecs(json, accepts),
            singletons,
            this::cursorKeys),
        json,
        read,
        written);
  }

  private static Map<Class<?>, DtoChoice> choices(Map<Class<?>, Sourced<DtoChoice>> said) {
    return said.isEmpty() ? Map.of() : Dtos.choices(said);
  }

  private Json shaped(Json json, Map<Class<?>, Sourced<DtoChoice>> said) {
    return said.isEmpty() ? json : dtos().shaped(json, said);
  }

  /// Whether any layer or parameter that was read names a DTO.
  boolean knowDtos() {
    return dtos != null;
  }

  private Dtos dtos() {
    var known = dtos;
    if (known == null) {
      known = new Dtos(problems);
      dtos = known;
    }
    return known;
  }

  /// Finds DTOs that do nothing.
  DtoUses dtoUses() {
    var known = dtoUses;
    if (known == null) {
      known = new DtoUses(dtos(), problems);
      dtoUses = known;
    }
    return known;
  }

  /// Whether a parameter says itself what it accepts.
  static boolean isShaped(HandlerParameter parameter) {
    for (var annotation : parameter.annotations()) {
      if (annotation instanceof Accepts) {
        return true;
      }
    }
    return false;
  }

  /// The codecs of parameters that say themselves what they accept.
  private final class OwnCodecs implements Function<HandlerParameter, Optional<Json>> {
    private final Json json;
    private final Map<Class<?>, Sourced<DtoChoice>> outer;

    OwnCodecs(Json json, Map<Class<?>, Sourced<DtoChoice>> outer) {
      this.json = json;
      this.outer = outer;
    }

    @Override
    public Optional<Json> apply(HandlerParameter parameter) {
      return isShaped(parameter)
          ? Optional.of(dtos().shaped(json, dtos().accepted(parameter, outer)))
          : Optional.empty();
    }
  }
}
