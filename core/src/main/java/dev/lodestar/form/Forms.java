package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import java.io.IOException;

/// Reads the form in the body of a request: `application/x-www-form-urlencoded` or
/// `multipart/form-data`. All methods are thread-safe.
///
/// ```java
/// app.post("/photos", request -> {
///   var form = Forms.read(request);
///   var title = form.text("title").orElse("untitled");
///   …
/// });
/// ```
public final class Forms {
  /// The limits that count for a request, if they are not the [standard][FormLimits#standard()]
  /// ones. The framework sets it where a layer says something.
  public static final Key<FormLimits> LIMITS = Key.of("form limits", FormLimits.class);

  static final Key<FormReading> READING = Key.of("form", FormReading.class);

  private Forms() {}

  /// Reads the form of a request, with the limits of its route. Whoever asks first reads it, and
  /// everybody gets the same form, or the same failure. Files are removed when the request is over.
  ///
  /// A body without a `Content-Type` is read as `application/x-www-form-urlencoded`, a request
  /// without a body has a form without fields.
  ///
  /// @param request the request
  /// @return the form
  /// @throws HttpException 400, if the form is malformed; 413, if it is beyond a limit; 415, if the
  ///   body is something else
  /// @throws IOException if the body cannot be received, for instance because the client has gone,
  ///   or a temporary file cannot be written
  public static FormData read(Request request) throws IOException {
    return read(request, limitsOf(request));
  }

  /// Reads the form of a request, with limits of its own, which count if this is the first call for
  /// the request.
  ///
  /// @param request the request
  /// @param limits the limits
  /// @return the form
  /// @throws HttpException as [#read(Request)] does
  /// @throws IOException as [#read(Request)] does
  public static FormData read(Request request, FormLimits limits) throws IOException {
    return request.attribute(READING, FormReading::new).form(request, limits);
  }

  static FormLimits limitsOf(Request request) {
    return request.attribute(LIMITS).orElse(FormLimits.standard());
  }
}
