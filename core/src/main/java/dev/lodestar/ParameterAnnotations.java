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
      switch (annotation) {
        case Query query -> {
          return of(InputSource.QUERY, query.value());
        }
        case Header header -> {
          return of(InputSource.HEADER, header.value());
        }
        case Cookie cookie -> {
          return of(InputSource.COOKIE, cookie.value());
        }
        case PathParam pathParam -> {
          return of(InputSource.PATH, pathParam.value());
        }
        case Body body -> {
          return of(InputSource.BODY, "");
        }
        default -> {
          // not about the source
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ExplicitSource> of(InputSource source, String name) {
    return Optional.of(
        new ExplicitSource(source, name.isEmpty() ? Optional.empty() : Optional.of(name)));
  }
}
