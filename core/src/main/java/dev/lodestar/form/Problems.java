package dev.lodestar.form;

import dev.lodestar.filename.Invisible;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a form, as clients are told. What they sent is shown shortened and without
/// control characters; what is in a field is never shown.
final class Problems {
  private static final int MOST_SHOWN = 80;

  private Problems() {}

  /// A 400: the form is not well-formed.
  static HttpException malformed(String message) {
    return malformed("", message);
  }

  private static HttpException malformed(String name, String message) {
    return HttpException.malformedInput(List.of(error(name, "malformed", message)));
  }

  /// A 400: a part of a multipart form is not well-formed.
  ///
  /// @param part its number, from 1 on
  /// @param name the name of its field, if it is known already
  static HttpException malformed(int part, @Nullable String name, String message) {
    return malformed(name == null ? "" : name, "In " + where(part, name) + ": " + message);
  }

  /// A 413: the form demands more than a limit allows.
  static HttpException tooLarge(String message) {
    return tooLarge("", message);
  }

  /// A 413 about a field.
  ///
  /// @param name the name of the field
  static HttpException tooLarge(String name, String message) {
    return new HttpException(
        Problem.of(Status.CONTENT_TOO_LARGE)
            .withDetail(message)
            .with("errors", List.of(error(name, "limit", message).members())));
  }

  /// A 413 about a part of a multipart form.
  ///
  /// @param part its number, from 1 on
  /// @param name the name of its field, if it is known already
  static HttpException tooLarge(int part, @Nullable String name, String message) {
    return tooLarge(name == null ? "" : name, "In " + where(part, name) + ": " + message);
  }

  private static InputError error(String name, String code, String message) {
    return new InputError(InputSource.FORM, name, code, message);
  }

  private static String where(int part, @Nullable String name) {
    return "part " + part + (name == null ? "" : ", the field " + shown(name)) + " of the form";
  }

  /// The text in quotes, cut and without control characters, unpaired surrogates and marks that
  /// change the direction of what follows.
  static String shown(String text) {
    var shown = new StringBuilder("'");
    var i = 0;
    while (i < text.length() && shown.length() <= MOST_SHOWN) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      shown.appendCodePoint(Invisible.is(c) ? 0xFFFD : c);
    }
    return shown.append(i < text.length() ? "…'" : "'").toString();
  }
}
