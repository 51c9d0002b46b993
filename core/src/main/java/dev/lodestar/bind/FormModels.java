package dev.lodestar.bind;

import dev.lodestar.convert.Converter;
import dev.lodestar.form.Upload;
import dev.lodestar.model.Models;
import org.jspecify.annotations.Nullable;

/// The type models of forms, in which a file is a value: nowhere else it is one. Made when the
/// first form is planned. Used by one thread, while an application is built.
final class FormModels {
  private final Models models;
  private @Nullable Models made;

  FormModels(Models models) {
    this.models = models;
  }

  Models get() {
    if (made == null) {
      made = models.withConverter(Upload.class, new FileType());
    }
    return made;
  }

  /// Makes a file a simple type. No text is ever converted: a file is taken as it is.
  private static final class FileType implements Converter<Upload> {
    @Override
    public Upload parse(String text) {
      throw new IllegalArgumentException(text);
    }

    @Override
    public String format(Upload upload) {
      return upload.fileName();
    }

    @Override
    public String expected() {
      return "a file";
    }
  }
}
