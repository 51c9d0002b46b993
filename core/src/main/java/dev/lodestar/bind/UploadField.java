package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.form.Upload;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the files of a form.
final class UploadField implements FieldReader {
  private final FormTexts form;
  private final String name;
  private final UploadShape shape;
  private final ValueCheck check;

  /// Plans the taking.
  ///
  /// @throws dev.lodestar.model.ModelException if a constraint does not fit the type
  UploadField(FormTexts form, String name, UploadShape shape, ConstraintSettings settings) {
    this.form = form;
    this.name = name;
    this.shape = shape;
    this.check = new ValueCheck(InputSource.FORM, name, shape.use(), settings);
  }

  @Override
  public void describe(Telling telling) {
    if (shape.all()) {
      telling.operation().openForm();
    } else {
      telling.files(name, shape.use(), shape.isRequired(), shape.collection() != null);
    }
  }

  @Override
  public void addNames(Set<String> names) {
    names.add(name);
  }

  @Override
  public boolean isPresent(Request request) {
    return shape.all()
        ? !FormTexts.data(request).uploads().isEmpty()
        : !form.uploads(request, name).isEmpty();
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (shape.all()) {
      return checked(FormTexts.data(request).uploads(), errors);
    }
    var files = form.uploads(request, name);
    return files.isEmpty() ? absent(request, errors) : taken(files, errors);
  }

  /// An empty text is what some clients send where no file was chosen.
  private @Nullable Object absent(Request request, InputErrors errors) {
    for (var text : form.many(request, name)) {
      if (!text.isEmpty()) {
        errors.noFile(InputSource.FORM, name);
        return null;
      }
    }
    if (shape.isRequired()) {
      errors.required(InputSource.FORM, name);
      return null;
    }
    return shape.use().absentValue();
  }

  private @Nullable Object taken(List<Upload> files, InputErrors errors) {
    if (shape.collection() != null) {
      return checked(shape.collection().create(new ArrayList<@Nullable Object>(files)), errors);
    }
    if (files.size() > 1) {
      errors.duplicate(InputSource.FORM, name, files.size());
      return null;
    }
    return checked(files.getFirst(), errors);
  }

  private Object checked(Object value, InputErrors errors) {
    var wrapped = shape.wrap(value);
    check.check(wrapped, errors);
    return wrapped;
  }
}
