package dev.lodestar.openapi;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import java.lang.reflect.Type;
import java.util.Optional;

/// A response that something of a route may cause, besides those that the framework knows of by
/// itself. Immutable.
///
/// ```java
/// Router.at("/orders").answers(DeclaredAnswer.problem(409, "The order has been shipped."))
/// ```
///
/// @param status the status, at most 599: OpenAPI knows no others
/// @param type the type of the content; `dev.lodestar.http.Problem` for a problem document,
///   `void.class` for no content
/// @param mediaType the media type of the content; nothing for `application/problem+json` of
///   problem documents, and for JSON otherwise
/// @param description what it means, CommonMark; empty for the usual words for the status
public record DeclaredAnswer(
    Status status, Type type, Optional<MediaType> mediaType, String description) {
  private static final int LAST_STATUS = 599;

  /// Checks that nothing is missing.
  ///
  /// @throws IllegalArgumentException if the status is one that documents cannot have
  public DeclaredAnswer {
    if (status.code() > LAST_STATUS) {
      throw new IllegalArgumentException(
          "A document cannot have the status " + status.code() + "; declare one up to 599.");
    }
    requireNonNull(type, "type");
    requireNonNull(mediaType, "mediaType");
    requireNonNull(description, "description");
  }

  /// Declares a problem document (RFC 9457).
  ///
  /// @param status the code, 100 to 599
  /// @param description what it means, CommonMark
  /// @return the answer
  /// @throws IllegalArgumentException if it is no such code
  public static DeclaredAnswer problem(int status, String description) {
    return of(status, Problem.class, description);
  }

  /// Declares content of a type.
  ///
  /// @param status the code, 100 to 599
  /// @param type the type
  /// @param description what it means, CommonMark
  /// @return the answer
  /// @throws IllegalArgumentException if it is no such code
  public static DeclaredAnswer of(int status, Type type, String description) {
    return new DeclaredAnswer(Status.of(status), type, Optional.empty(), description);
  }

  /// Declares a response without content.
  ///
  /// @param status the code, 100 to 599
  /// @param description what it means, CommonMark
  /// @return the answer
  /// @throws IllegalArgumentException if it is no such code
  public static DeclaredAnswer empty(int status, String description) {
    return of(status, void.class, description);
  }

  /// Returns the answer with another media type.
  ///
  /// @param mediaType the media type
  /// @return the answer
  public DeclaredAnswer as(MediaType mediaType) {
    return new DeclaredAnswer(status, type, Optional.of(mediaType), description);
  }

  /// Returns status, type and description, as explanations show them.
  @Override
  public String toString() {
    var name = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    return status.code()
        + (type == void.class ? "" : " " + name)
        + (description.isEmpty() ? "" : ": " + description);
  }
}
