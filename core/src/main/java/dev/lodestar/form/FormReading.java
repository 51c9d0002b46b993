package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The form of one request, which is read once. Thread-safe.
final class FormReading {
  private @Nullable FormData form;
  private @Nullable Multipart parts;
  private @Nullable Exception failure;

  FormReading() {}

  /// Reads the form, whole.
  synchronized FormData form(Request request, FormLimits limits) throws IOException {
    if (form == null) {
      fail();
      try {
        form = read(request, limits);
      } catch (IOException | RuntimeException thrown) {
        failure = thrown;
        throw thrown;
      }
    }
    return form;
  }

  private void fail() throws IOException {
    switch (failure) {
      case null -> {
        // nothing was read yet
      }
      case IOException thrown -> throw thrown;
      case RuntimeException thrown -> throw thrown;
      default -> throw new IllegalStateException(failure);
    }
  }

  private FormData read(Request request, FormLimits limits) throws IOException {
    if (parts != null) {
      throw new IllegalStateException(
          "The form is being read part by part; use either Multipart or the whole form.");
    }
    var mediaType = request.contentType();
    if (mediaType.isEmpty()) {
      return UrlEncoded.read(request.body().stream(), limits);
    }
    if (mediaType.get().sameTypeAs(MediaType.FORM)) {
      checkCharset(mediaType.get());
      return UrlEncoded.read(request.body().stream(), limits);
    }
    if (mediaType.get().sameTypeAs(MediaType.MULTIPART_FORM)) {
      return readParts(request, mediaType.get(), limits);
    }
    throw unsupported(
        "The Content-Type is "
            + mediaType.get()
            + "; send "
            + MediaType.FORM
            + " or "
            + MediaType.MULTIPART_FORM
            + ".",
        MediaType.FORM + ", " + MediaType.MULTIPART_FORM);
  }

  private static void checkCharset(MediaType mediaType) {
    var charset = mediaType.parameter("charset");
    if (charset.isPresent() && !charset.get().equalsIgnoreCase("utf-8")) {
      throw unsupported(
          "A form of the type "
              + MediaType.FORM
              + " is in UTF-8, not in "
              + Problems.shown(charset.get())
              + ".",
          MediaType.FORM + ", " + MediaType.MULTIPART_FORM);
    }
  }

  /// Files are removed when the request is over, and at once if the form cannot be read.
  private static FormData readParts(Request request, MediaType mediaType, FormLimits limits)
      throws IOException {
    var parts = Multipart.over(request.body().stream(), mediaType, limits);
    var store = new UploadStore(limits);
    request.closeAtEnd(store);
    try {
      return FormCollector.collect(parts, limits, store);
    } catch (Throwable failure) {
      store.closeAfter(failure);
      throw failure;
    }
  }

  /// Begins to read part by part.
  synchronized Multipart parts(Request request, FormLimits limits) {
    if (parts == null) {
      if (form != null || failure != null) {
        throw new IllegalStateException(
            "The form was read as a whole already; use either Multipart or the whole form.");
      }
      var mediaType = request.contentType();
      if (mediaType.isEmpty() || !mediaType.get().sameTypeAs(MediaType.MULTIPART_FORM)) {
        throw unsupported(
            mediaType.isEmpty()
                ? "The request has no Content-Type; send " + MediaType.MULTIPART_FORM + "."
                : "The Content-Type is "
                    + mediaType.get()
                    + "; send "
                    + MediaType.MULTIPART_FORM
                    + ".",
            MediaType.MULTIPART_FORM.toString());
      }
      parts = Multipart.over(request.body().stream(), mediaType.get(), limits);
    }
    return parts;
  }

  private static HttpException unsupported(String detail, String accepted) {
    return HttpException.of(Status.UNSUPPORTED_MEDIA_TYPE, detail).withHeader("Accept", accepted);
  }
}
