package dev.lodestar.bind;

import dev.lodestar.form.Upload;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the value of a parameter is made of files.
///
/// @param use the type of the parameter, as declared
/// @param collection makes the collection of several; null for one file, and for all
/// @param all whether all files of the form are taken, by the names of their fields
record UploadShape(TypeUse use, @Nullable ListModel collection, boolean all) {

  /// The shape of a type; nothing if it is not made of files.
  static Optional<UploadShape> of(TypeUse use) {
    var model = OptionalModel.inside(use.model());
    if (isUpload(model)) {
      return Optional.of(new UploadShape(use, null, false));
    }
    if (model instanceof ListModel list && isUpload(list.element().model())) {
      return Optional.of(new UploadShape(use, list, false));
    }
    return model instanceof MapModel map
            && map.key().model().rawClass() == String.class
            && map.value().model() instanceof ListModel files
            && files.rawClass().isAssignableFrom(java.util.List.class)
            && isUpload(files.element().model())
        ? Optional.of(new UploadShape(use, null, true))
        : Optional.empty();
  }

  private static boolean isUpload(TypeModel model) {
    return model.rawClass() == Upload.class;
  }

  boolean isRequired() {
    return use.required() && !all;
  }

  /// Wraps a value as the type wants it.
  Object wrap(Object value) {
    return use.model() instanceof OptionalModel optional ? optional.of(value) : value;
  }
}
