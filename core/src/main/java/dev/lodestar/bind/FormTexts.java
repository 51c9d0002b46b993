package dev.lodestar.bind;

import dev.lodestar.body.BodyKind;
import dev.lodestar.body.ContentTypes;
import dev.lodestar.form.FormData;
import dev.lodestar.form.Forms;
import dev.lodestar.form.Multipart;
import dev.lodestar.form.Upload;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields and files of the form that a route takes. The form of a request is read once, whoever
/// asks. Changed only while the route is planned; thread-safe afterwards.
final class FormTexts implements TextSource {
  private final List<MediaType> consumed;
  private ContentTypes types;

  /// @param consumed the media types that the handler is restricted to
  FormTexts(List<MediaType> consumed) {
    this.consumed = consumed;
    this.types = ContentTypes.of(BodyKind.FORM, consumed);
  }

  /// Notes that a file is required, so that only a form with files will do.
  void needFile() {
    types = ContentTypes.of(BodyKind.FILES, consumed);
  }

  @Override
  public InputSource inputSource() {
    return InputSource.FORM;
  }

  @Override
  public boolean readsBody() {
    return true;
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.form(types.mediaTypes(), false, declaration);
  }

  /// Tells of a form that must be there, whatever it has.
  void describeParts(OperationCollector operation, Declaration declaration) {
    operation.form(types.mediaTypes(), true, declaration);
    operation.openForm();
  }

  /// Reads the form.
  @Override
  public boolean isReadable(Request request, InputErrors errors) {
    if (!request.body().isEmpty()) {
      types.require(request);
    }
    try {
      data(request);
      return true;
    } catch (HttpException refused) {
      errors.malformed(InputSource.FORM, refused);
      return false;
    }
  }

  /// The parts of a form as they arrive; null if it is malformed, which the errors tell.
  @Nullable Multipart parts(Request request, InputErrors errors) {
    types.require(request);
    try {
      return Multipart.of(request);
    } catch (HttpException refused) {
      errors.malformed(InputSource.FORM, refused);
      return null;
    }
  }

  /// The form of a request; one without fields if there is no content.
  ///
  /// @throws HttpException if the form is malformed or too large
  static FormData data(Request request) {
    try {
      return request.body().isEmpty() && !isMultipart(request)
          ? FormData.empty()
          : Forms.read(request);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isMultipart(Request request) {
    var type = request.contentType();
    return type.isPresent() && type.get().sameTypeAs(MediaType.MULTIPART_FORM);
  }

  @Override
  public Set<String> names(Request request) {
    var form = data(request);
    var names = new LinkedHashSet<>(form.names());
    names.addAll(form.uploads().keySet());
    return names;
  }

  @Override
  public List<String> one(Request request, String name) {
    return data(request).texts(name);
  }

  @Override
  public List<String> many(Request request, String name) {
    return data(request).texts(name);
  }

  @Override
  public boolean hasFile(Request request, String name) {
    return !uploads(request, name).isEmpty();
  }

  /// The files of a field; what browsers send where no file was chosen is none.
  List<Upload> uploads(Request request, String name) {
    return data(request).uploads(name);
  }
}
