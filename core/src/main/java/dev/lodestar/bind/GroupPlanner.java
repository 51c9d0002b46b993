package dev.lodestar.bind;

import static java.util.Objects.requireNonNull;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.Headers;
import dev.lodestar.http.InputSource;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plans the reading of an object whose fields are parameters, headers, cookies or form fields of
/// their names. Used by one thread, while a route is planned.
final class GroupPlanner {
  private final TextSource source;
  private final @Nullable FormPlanner forms;
  private final Set<String> known;
  private final ConstraintSettings settings;
  private final HandlerParameter parameter;
  private final ParameterProblems wrong;
  private final Consumer<StartupProblem> problems;

  /// The objects that are being planned, the outermost first.
  private final Deque<ObjectModel> open = new ArrayDeque<>();

  /// How many of these may be absent.
  private int optional;

  /// @param forms finds files, if the source is a form; else null
  /// @param known becomes every name that the route takes from the source
  GroupPlanner(
      TextSource source,
      @Nullable FormPlanner forms,
      Set<String> known,
      ConstraintSettings settings,
      HandlerParameter parameter,
      ParameterProblems wrong,
      Consumer<StartupProblem> problems) {
    this.source = source;
    this.forms = forms;
    this.known = known;
    this.settings = settings;
    this.parameter = parameter;
    this.wrong = wrong;
    this.problems = problems;
  }

  /// The object that a type is, or that may be in it; null if it is none.
  static @Nullable ObjectModel objectIn(TypeUse use) {
    return OptionalModel.inside(use.model()) instanceof ObjectModel object ? object : null;
  }

  /// Plans an object.
  ///
  /// @param use an object or an `Optional` of one, where it is used
  /// @param name what it is called in the request, and its fields with a dot behind it; empty if
  ///   they are called by their own names
  /// @return the plan; worthless if there was a problem
  /// @throws ModelException if a constraint does not fit
  Group plan(TypeUse use, String name) {
    var model = requireNonNull(objectIn(use), "object");
    open.addLast(model);
    optional += use.required() ? 0 : 1;
    var prefix = name.isEmpty() ? "" : name + ".";
    var members = new ArrayList<Group.Member>();
    for (var field : model.fields()) {
      var reader = field.decoded() ? reader(field, prefix) : null;
      members.add(new Group.Member(field.name(), prefix + nameOf(field), reader));
    }
    open.removeLast();
    optional -= use.required() ? 0 : 1;
    var unfit = new ArrayList<ModelProblem>();
    model.obstacle().ifPresent(unfit::add);
    var rules = Constraints.ofType(model, settings, unfit);
    if (!unfit.isEmpty()) {
      throw new ModelException(unfit);
    }
    var strict =
        model.refusesUnknown().orElse(false) ? new StrictNames(source, prefix, known) : null;
    return new Group(
        source, name, use, model, members, strict, rules, Constraints.of(use, settings));
  }

  private @Nullable FieldReader reader(FieldModel field, String prefix) {
    var use = field.use();
    var files =
        forms == null
            ? Optional.<UploadField>empty()
            : forms.files(use, prefix + nameOf(field), optional == 0);
    if (files.isPresent()) {
      return files.get();
    }
    var shape = ValueShape.of(use);
    if (shape.isPresent()) {
      return text(field, shape.get(), prefix);
    }
    var object = objectIn(use);
    if (object == null) {
      problems.accept(wrong.component(parameter, source.inputSource(), use));
      return null;
    }
    if (open.contains(object)) {
      problems.accept(wrong.endlessComponent(parameter, source.inputSource(), use));
      return null;
    }
    return plan(use, prefix + nameOf(field));
  }

  private @Nullable FieldReader text(FieldModel field, ValueShape shape, String prefix) {
    var name = prefix + nameOf(field);
    if (source.namesAreTokens() && !isToken(name)) {
      problems.accept(wrong.notAToken(parameter, source, name));
      return null;
    }
    var aliases = new ArrayList<String>();
    for (var alias : field.aliases()) {
      aliases.add(prefix + alias);
    }
    var secret = field.mark() == Mark.WRITE_ONLY;
    var reader = new TextField(source, name, List.copyOf(aliases), shape, secret, settings);
    var violation = reader.violationOfDefault();
    if (violation.isPresent()) {
      problems.accept(wrong.componentDefault(parameter, field.use(), violation.get()));
      return null;
    }
    return reader;
  }

  /// Headers are named by words with dashes between, unless an annotation gives the name.
  private String nameOf(FieldModel field) {
    return source.inputSource() == InputSource.HEADER && !field.isRenamed()
        ? HeaderNames.of(field.name())
        : field.name();
  }

  /// Header and cookie names have one grammar, and headers know it.
  static boolean isToken(String name) {
    try {
      return !Headers.of(name, "").isEmpty();
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
