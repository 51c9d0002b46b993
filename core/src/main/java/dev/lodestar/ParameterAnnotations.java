package dev.lodestar;

import dev.lodestar.bind.ExplicitSource;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.InputSource;
import java.util.Optional;

/// Reads the annotations that name the source of a handler parameter.
final class ParameterAnnotations {
  private ParameterAnnotations() {}

  static Optional<ExplicitSource> read(HandlerParameter parameter) {
    for (var annotation : parameter.annotations()) {
      if (annotation instanceof Query query) {
        return of(InputSource.QUERY, query.value());
      }
      if (annotation instanceof Header header) {
        return of(InputSource.HEADER, header.value());
      }
      if (annotation instanceof Cookie cookie) {
        return of(InputSource.COOKIE, cookie.value());
      }
      if (annotation instanceof PathParam pathParam) {
        return of(InputSource.PATH, pathParam.value());
      }
      if (annotation instanceof Form form) {
        return of(InputSource.FORM, form.value());
      }
      if (annotation instanceof Body) {
        return of(InputSource.BODY, "");
      }
    }
    return Optional.empty();
  }

  /// How many annotations of a parameter name a source.
  static int count(HandlerParameter parameter) {
    var count = 0;
    for (var annotation : parameter.annotations()) {
      if (annotation instanceof Query
          || annotation instanceof Header
          || annotation instanceof Cookie
          || annotation instanceof PathParam
          || annotation instanceof Form
          || annotation instanceof Body) {
        count++;
      }
    }
    return count;
  }

  private static Optional<ExplicitSource> of(InputSource source, String name) {
    return Optional.of(
        new ExplicitSource(source, name.isEmpty() ? Optional.empty() : Optional.of(name)));
  }
}
