package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans what a route takes of a form. Used by one thread, while the route is planned.
final class FormPlanner {
  private final FormModels models;
  private final ConstraintSettings settings;
  private final FormTexts form;

  FormPlanner(FormModels models, ConstraintSettings settings, FormTexts form) {
    this.models = models;
    this.settings = settings;
    this.form = form;
  }

  /// Whether a parameter can only come from a form, by its type.
  static boolean isForm(HandlerParameter parameter) {
    var raw = parameter.rawType();
    return raw == FormData.class || raw == Multipart.class || isFiles(parameter.type());
  }

  /// A file, an optional or collection of files, or all files by the names of their fields.
  private static boolean isFiles(Type type) {
    var raw = GenericTypes.erase(type);
    if (raw == Upload.class || raw == Upload[].class) {
      return true;
    }
    if (!(type instanceof ParameterizedType generic)) {
      return false;
    }
    if (raw == Map.class) {
      return isFiles(generic.getActualTypeArguments()[1]);
    }
    return (raw == Optional.class || Declared.isCollection(raw))
        && isFiles(generic.getActualTypeArguments()[0]);
  }

  /// The first file that there is in the value of a parameter; nothing if there is none, or if the
  /// type is not supported in a form either.
  Optional<String> fileIn(HandlerParameter parameter) {
    try {
      return fileIn(Declared.use(parameter, models()), new HashSet<>());
    } catch (ModelException unsupported) {
      return Optional.empty();
    }
  }

  private static Optional<String> fileIn(TypeUse use, Set<ObjectModel> seen) {
    if (UploadShape.of(use).isPresent()) {
      return Optional.of(use.path());
    }
    var object = GroupPlanner.objectIn(use);
    if (object == null || !seen.add(object)) {
      return Optional.empty();
    }
    return object.fields().stream()
        .map(field -> fileIn(field.use(), seen))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// The type models in which a file is a value.
  Models models() {
    return models.get();
  }

  /// The whole form, or its parts as they arrive; null if the type says something else.
  ///
  /// @param taker takes it
  @Nullable Argument whole(Taker taker) {
    var parameter = taker.parameter();
    if (parameter.rawType() == Multipart.class) {
      form.needFile();
      return new Parts(form, taker);
    }
    return parameter.rawType() == FormData.class
        ? new FieldArgument(form, new WholeForm(), taker)
        : null;
  }

  /// The files that a value is made of; nothing if it is made of something else.
  ///
  /// @param use described by [#models()]
  /// @param surely whether the value is made for every request
  /// @throws dev.lodestar.model.ModelException if a constraint does not fit the type
  Optional<UploadField> files(TypeUse use, String name, boolean surely) {
    var shape = UploadShape.of(use);
    if (surely && shape.isPresent() && shape.get().isRequired()) {
      form.needFile();
    }
    return shape.map(files -> new UploadField(form, name, files, settings));
  }

  /// All fields of the form.
  private record WholeForm() implements FieldReader {
    @Override
    public void describe(Telling telling) {
      telling.operation().openForm();
    }

    @Override
    public Object read(Request request, InputErrors errors) {
      return FormTexts.data(request);
    }

    @Override
    public void addNames(Set<String> names) {
      // whatever the form has, it is not looked for by its name
    }

    @Override
    public boolean isPresent(Request request) {
      return true;
    }
  }

  /// The parts of the form as they arrive.
  private record Parts(FormTexts form, Taker taker) implements Argument {
    @Override
    public void describe(OperationCollector operation) {
      form.describeParts(operation, taker.declaration());
    }

    @Override
    public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
      return form.parts(request, errors);
    }

    @Override
    public boolean streamsBody() {
      return true;
    }
  }
}
