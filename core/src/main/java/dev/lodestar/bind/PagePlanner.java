package dev.lodestar.bind;

import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.cursor.Cursors;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.PageLimits;
import dev.lodestar.pagination.PageNames;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.pagination.PageSize;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plans which pages a route is asked for. Its fields are read as query parameters with constraints
/// are: the limits are constraints. Used by one thread, while the route is planned.
final class PagePlanner {
  private static final String PACKAGE = "dev.lodestar.pagination";

  private final Json json;
  private final Supplier<CursorKeys> keys;
  private final RouteShape route;
  private final ParameterProblems wrong;
  private final BiConsumer<HandlerParameter, StartupProblem> problems;

  PagePlanner(
      Json json,
      Supplier<CursorKeys> keys,
      RouteShape route,
      ParameterProblems wrong,
      BiConsumer<HandlerParameter, StartupProblem> problems) {
    this.json = json;
    this.keys = keys;
    this.route = route;
    this.wrong = wrong;
    this.problems = problems;
  }

  /// Whether a parameter is a page request, or an optional one.
  static boolean isPage(HandlerParameter parameter) {
    var type = pageType(parameter);
    // Names are compared first, so that the classes are loaded only where they are used.
    return PACKAGE.equals(GenericTypes.erase(type).getPackageName()) && isPage(type);
  }

  private static boolean isPage(Type type) {
    var raw = GenericTypes.erase(type);
    return raw == PageRequest.class || raw == OffsetRequest.class || raw == CursorRequest.class;
  }

  /// The type of a page request, without the optional around it.
  static Type pageType(HandlerParameter parameter) {
    var type = parameter.type();
    var inner = parameter.rawType() == Optional.class ? GenericTypes.argumentOf(type) : null;
    return inner == null ? type : inner;
  }

  /// Whether a parameter is said to limit pages, but is no page request.
  static boolean isLimitedInVain(HandlerParameter parameter) {
    return !parameter.annotations().isEmpty()
        && parameter.annotation(PageSize.class).isPresent()
        && !isPage(parameter);
  }

  /// What a parameter should be that takes a page; nothing if it takes none.
  static Optional<String> requestFor(HandlerParameter parameter) {
    var raw = parameter.rawType();
    if (!raw.getPackageName().equals(PACKAGE)) {
      return Optional.empty();
    }
    return switch (raw.getSimpleName()) {
      case "Page" -> Optional.of("PageRequest");
      case "OffsetPage" -> Optional.of("OffsetRequest");
      case "CursorPage" -> Optional.of("CursorRequest");
      default -> Optional.empty();
    };
  }

  /// The component of a record that is a page request; nothing if there is none.
  static Optional<String> pageIn(HandlerParameter parameter) {
    if (parameter.rawType().isRecord()) {
      for (var component : parameter.rawType().getRecordComponents()) {
        if (isPage(component.getType())) {
          return Optional.of(component.getName());
        }
      }
    }
    return Optional.empty();
  }

  /// Plans a page request; null after a problem.
  ///
  /// @param prefix what stands before the names of its fields
  @Nullable FieldReader reader(HandlerParameter parameter, Optional<String> prefix) {
    var limits = limits(parameter);
    if (limits == null) {
      return null;
    }
    var names = route.pageNames().orElse(PageNames.standard()).within(prefix.orElse(""));
    var reader = reader(parameter, limits, names);
    var optional = parameter.rawType() == Optional.class;
    return reader == null || !(optional || parameter.isNullable())
        ? reader
        : new OptionalPage(reader, optional);
  }

  private @Nullable PageLimits limits(HandlerParameter parameter) {
    var said = parameter.annotation(PageSize.class);
    if (said.isEmpty()) {
      return route.pageLimits().orElse(PageLimits.standard());
    }
    try {
      return new PageLimits(said.get().value(), said.get().max());
    } catch (IllegalArgumentException refused) {
      problems.accept(parameter, wrong.pageSize(parameter, String.valueOf(refused.getMessage())));
      return null;
    }
  }

  private @Nullable FieldReader reader(
      HandlerParameter parameter, PageLimits limits, PageNames names) {
    var type = GenericTypes.erase(pageType(parameter));
    if (type == PageRequest.class) {
      var most = PageLimits.MAX_OFFSET / limits.max() + 1;
      return new NumberedPage(
          number(names.page(), 1, most, 1),
          "The number of the page.",
          number(names.size(), 1, limits.max(), limits.size()),
          (request, page, size) -> PageRequest.from(request, names, page, size));
    }
    if (type == OffsetRequest.class) {
      return new NumberedPage(
          number(names.offset(), 0, PageLimits.MAX_OFFSET, 0),
          "How many items come before the page.",
          number(names.limit(), 1, limits.max(), limits.size()),
          (request, offset, limit) -> OffsetRequest.from(request, names, offset, limit));
    }
    var cursors = cursors(parameter);
    var size = number(names.size(), 1, limits.max(), limits.size());
    return cursors == null ? null : new CursorField<>(names, size, cursors);
  }

  private TextField number(String name, int least, int most, int standard) {
    var use =
        json.models()
            .use(
                PageLimits.class.getRecordComponents()[0].getAnnotatedType(),
                List.of(new Least(least), new Most(most), new Standard(standard)),
                name);
    return new TextField(
        RequestTexts.QUERY,
        name,
        List.of(),
        ValueShape.of(use).orElseThrow(),
        false,
        json.constraints());
  }

  private @Nullable Cursors<?> cursors(HandlerParameter parameter) {
    var position = GenericTypes.argumentOf(pageType(parameter));
    if (position == null) {
      problems.accept(parameter, wrong.cursorWithoutPosition(parameter));
      return null;
    }
    // No DTO counts for positions: they come back as they were written.
    var positions = json.toBuilder().projections(Map.of()).build();
    try {
      var use = positions.models().use(position);
      var flaw = flaw(use);
      if (flaw != null) {
        problems.accept(parameter, wrong.cursorPosition(parameter, flaw));
        return null;
      }
      return cursors(positions.codec(use).prepareDecoding());
    } catch (ModelException unsupported) {
      for (var problem : unsupported.problems()) {
        problems.accept(
            parameter, wrong.cursorPosition(parameter, problem.path() + ": " + problem.message()));
      }
      return null;
    }
  }

  /// The cursors of this route. Whoever takes another type of positions, even one that has only
  /// other fields, does not take them.
  private <P> Cursors<P> cursors(JsonCodec<P> codec) {
    var purpose = new StringBuilder(route.template().toString());
    purpose.append('\n').append(GenericTypes.nameOf(codec.use().type()));
    if (codec.use().model() instanceof ObjectModel object) {
      for (var field : object.fields()) {
        purpose
            .append('\n')
            .append(field.name())
            .append(' ')
            .append(GenericTypes.nameOf(field.use().type()));
      }
    }
    return new Cursors<>(keys.get(), purpose.toString(), codec);
  }

  /// What is wrong with a type of positions, which is to come back as it was written; null if
  /// nothing is.
  private @Nullable String flaw(TypeUse use) {
    if (isSimple(use.model())) {
      return null;
    }
    if (!(use.model() instanceof ObjectModel object)) {
      return use.path() + " is neither a simple value nor a record of simple values";
    }
    for (var field : object.fields()) {
      if (!isSimple(TypeModel.OptionalModel.inside(field.use().model()))) {
        return field.use().path() + " is no simple value";
      }
      if (!(field.encoded() && field.decoded())) {
        return field.use().path() + " is not both written and read";
      }
    }
    return null;
  }

  private static boolean isSimple(TypeModel model) {
    return model instanceof TypeModel.SimpleModel || model instanceof TypeModel.EnumModel;
  }
}
