package dev.lodestar.operation;

import dev.lodestar.http.Status;
import java.util.List;
import java.util.Optional;

/// Why the framework itself refuses requests. Each is answered with a problem document, unless the
/// application handles it.
public enum Refusal {
  /// Something that the route takes is missing, malformed or invalid: a list of all of it.
  INVALID_INPUT(Status.BAD_REQUEST, "What was sent is malformed or invalid."),

  /// It is not known who asks.
  UNAUTHENTICATED(Status.UNAUTHORIZED, "The request needs valid credentials."),

  /// Who asks may not.
  FORBIDDEN(Status.FORBIDDEN, "The client may not do this."),

  /// A value of the path cannot be one, or there is nothing there.
  NOT_FOUND(Status.NOT_FOUND, "There is nothing at this address."),

  /// The client takes none of the media types that there are.
  NOT_ACCEPTABLE(Status.NOT_ACCEPTABLE, "There is no media type that the client accepts."),

  /// A change does not fit what it is to change.
  CONFLICT(Status.CONFLICT, "The change does not fit what there is."),

  /// What the client says of the present state is not so.
  PRECONDITION_FAILED(Status.PRECONDITION_FAILED, "What there is has changed meanwhile."),

  /// The body is larger than it may be.
  TOO_LARGE(Status.CONTENT_TOO_LARGE, "The content is too large."),

  /// The body is of a type that is not taken, or encoded.
  UNSUPPORTED_MEDIA_TYPE(
      Status.UNSUPPORTED_MEDIA_TYPE, "The content is of a type that is not supported."),

  /// The content has no such part.
  RANGE_NOT_SATISFIABLE(
      Status.RANGE_NOT_SATISFIABLE, "The content has no part in the range that is asked for."),

  /// The client does not say which state it knows.
  PRECONDITION_REQUIRED(
      Status.PRECONDITION_REQUIRED, "The request must say which state it is about."),

  /// The time limit of the route has passed.
  TOO_SLOW(Status.SERVICE_UNAVAILABLE, "The request was not answered in time.");

  @SuppressWarnings("ImmutableEnumChecker") // a status is immutable
  private final Status status;

  private final String description;

  Refusal(Status status, String description) {
    this.status = status;
    this.description = description;
  }

  /// The status of the answer.
  public Status status() {
    return status;
  }

  /// The headers of the answer, if it is a problem document.
  public List<HeaderPlan> headers() {
    var varying = new HeaderPlan("Vary", "What the form depends on.", Optional.of("Accept"), true);
    return switch (this) {
      case UNAUTHENTICATED ->
          List.of(varying, possible("WWW-Authenticate", "How the client can identify itself."));
      case UNSUPPORTED_MEDIA_TYPE ->
          List.of(
              varying,
              possible("Accept", "The media types that are taken."),
              possible("Accept-Patch", "The media types of the patches that are taken."),
              possible("Accept-Encoding", "The content codings that are taken."));
      case RANGE_NOT_SATISFIABLE ->
          List.of(varying, possible("Content-Range", "How much content there is."));
      default -> List.of(varying);
    };
  }

  private static HeaderPlan possible(String name, String description) {
    return new HeaderPlan(name, description, Optional.empty(), false);
  }

  /// What it means, for people.
  public String description() {
    return description;
  }
}
