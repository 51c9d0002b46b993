package dev.lodestar.bind;

import static java.util.Objects.requireNonNull;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.TypeUse;
import dev.lodestar.report.StartupProblem;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Plans what a route takes by names: from the query, headers, cookies or a form, one value or a
/// group of them. Used by one thread, while the route is planned.
final class FieldPlanner {
  private final ArgumentPlanner.Values values;
  private final FormTexts form;
  private final Map<InputSource, Set<String>> known = new EnumMap<>(InputSource.class);
  private final QueryTakers takers = new QueryTakers();
  private final ParameterProblems wrong;
  private final BiConsumer<HandlerParameter, StartupProblem> problems;

  /// @param consumed the media types that the handler is restricted to
  FieldPlanner(
      ArgumentPlanner.Values values,
      List<MediaType> consumed,
      ParameterProblems wrong,
      BiConsumer<HandlerParameter, StartupProblem> problems) {
    this.values = values;
    this.form = new FormTexts(consumed);
    this.wrong = wrong;
    this.problems = problems;
  }

  /// One value from the head of a request, or a group of them; null after a problem.
  ///
  /// @param given the name that the annotation gives
  /// @throws ModelException if the type, its default or a constraint is not supported
  @Nullable Argument inHead(HandlerParameter parameter, TextSource source, Optional<String> given) {
    var models = values.reading(parameter).models();
    var shape = Declared.shape(parameter, models);
    if (shape.isPresent()) {
      return inHead(parameter, source, given, shape.get());
    }
    var use = groupUse(parameter, models);
    return use != null
        ? group(parameter, use, source, null, given)
        : refuse(
            parameter,
            wrong.notASimpleType(parameter, labelOf(source, given.or(parameter::name).orElse(""))));
  }

  /// One value from the head of a request; null after a problem.
  ///
  /// @param given the name that the annotation gives
  /// @param shape how the value is made of texts
  /// @throws ModelException if a constraint is not supported
  @Nullable Argument inHead(
      HandlerParameter parameter, TextSource source, Optional<String> given, ValueShape shape) {
    if (given.isPresent()) {
      return text(parameter, source, given.get(), shape);
    }
    var name = parameter.name();
    if (name.isEmpty()) {
      return refuse(parameter, parameter.owner().missingName(parameter));
    }
    return text(
        parameter,
        source,
        source == RequestTexts.HEADER ? HeaderNames.of(name.get()) : name.get(),
        shape);
  }

  /// One field or file of a form, a group of them, or the whole form; null after a problem.
  ///
  /// @param given the name that the annotation gives
  /// @throws ModelException if the type, its default or a constraint is not supported
  @Nullable Argument inForm(HandlerParameter parameter, Optional<String> given) {
    var forms = forms(parameter);
    var taker = taker(parameter);
    var whole = forms.whole(taker);
    if (whole != null) {
      return whole;
    }
    var use = Declared.use(parameter, forms.models());
    var shape = ValueShape.of(use);
    var isFiles = FormPlanner.isForm(parameter);
    if (!isFiles && shape.isEmpty() && GroupPlanner.objectIn(use) != null) {
      return group(parameter, use, form, forms, given);
    }
    var name = given.or(parameter::name);
    if (name.isEmpty()) {
      return refuse(parameter, parameter.owner().missingName(parameter));
    }
    var files = isFiles ? forms.files(use, name.get(), true) : Optional.<UploadField>empty();
    if (files.isPresent()) {
      return new FieldArgument(form, files.get(), taker);
    }
    if (isFiles) {
      return refuse(parameter, wrong.notFiles(parameter));
    }
    return shape.isPresent()
        ? text(parameter, form, name.get(), shape.get())
        : refuse(parameter, wrong.notAField(parameter, name.get()));
  }

  /// Where a parameter has a file that is not taken from a form, which is why its type is not
  /// supported; nothing if there is another reason.
  Optional<String> fileIn(HandlerParameter parameter) {
    try {
      Declared.use(parameter, values.reading(parameter).models());
      return Optional.empty();
    } catch (ModelException unsupported) {
      return forms(parameter).fileIn(parameter);
    }
  }

  private FormPlanner forms(HandlerParameter parameter) {
    return new FormPlanner(values.reading(parameter).forms(), values.json().constraints(), form);
  }

  /// The type of a parameter that is a group; null if it cannot be one.
  private static @Nullable TypeUse groupUse(HandlerParameter parameter, Models models) {
    if (Declared.isCollection(parameter.rawType())) {
      return null;
    }
    var use = Declared.use(parameter, models);
    return GroupPlanner.objectIn(use) == null ? null : use;
  }

  private @Nullable Argument group(
      HandlerParameter parameter,
      TypeUse use,
      TextSource source,
      @Nullable FormPlanner files,
      Optional<String> name) {
    if (requireNonNull(GroupPlanner.objectIn(use)).isPartial()) {
      return refuse(parameter, wrong.partial(parameter));
    }
    var planner =
        new GroupPlanner(
            source,
            files,
            known(source.inputSource()),
            values.json().constraints(),
            parameter,
            wrong,
            problem -> problems.accept(parameter, problem));
    return taken(parameter, source, planner.plan(use, name.orElse("")));
  }

  private Set<String> known(InputSource source) {
    return known.computeIfAbsent(source, none -> new HashSet<>());
  }

  /// Tells strict groups, if there are any, which names the whole route takes.
  void finish(Argument[] arguments) {
    for (var argument : arguments) {
      if (argument instanceof FieldArgument(var source, var reader, var _)) {
        var names = known.get(source.inputSource());
        if (names != null) {
          reader.addNames(names);
        }
      }
    }
  }

  private static String labelOf(TextSource source, String name) {
    return source.inputSource().noun() + " \"" + name + "\"";
  }

  private @Nullable Argument text(
      HandlerParameter parameter, TextSource source, String name, ValueShape shape) {
    if (source.namesAreTokens() && !GroupPlanner.isToken(name)) {
      return refuse(parameter, wrong.notAToken(parameter, source, name));
    }
    var settings = values.json().constraints();
    var field = new TextField(source, name, List.of(), shape, false, settings);
    var violation = field.violationOfDefault();
    return violation.isPresent()
        ? refuse(parameter, wrong.defaultForbidden(parameter, violation.get()))
        : taken(parameter, source, field);
  }

  private Argument taken(HandlerParameter parameter, TextSource source, FieldReader reader) {
    if (source == RequestTexts.QUERY) {
      takers.add(parameter, reader);
    }
    return new FieldArgument(source, reader, taker(parameter));
  }

  private Taker taker(HandlerParameter parameter) {
    return new Taker(parameter, values.jsonOf(parameter));
  }

  /// A page request; null after a problem.
  ///
  /// @param prefix the name that the annotation gives
  @Nullable Argument page(HandlerParameter parameter, PagePlanner pages, Optional<String> prefix) {
    var reader = pages.reader(parameter, prefix);
    if (reader == null) {
      return null;
    }
    takers.addPage(parameter, reader);
    return new FieldArgument(RequestTexts.QUERY, reader, new Taker(parameter, values.json()));
  }

  /// Reports names that a page request shares with something else.
  void checkPages() {
    takers.check(wrong, problems);
  }

  private @Nullable Argument refuse(HandlerParameter parameter, StartupProblem problem) {
    problems.accept(parameter, problem);
    return null;
  }
}
