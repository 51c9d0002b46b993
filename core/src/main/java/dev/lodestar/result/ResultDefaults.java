package dev.lodestar.result;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.util.List;
import java.util.Optional;

/// What a route's responses have where the return value does not say otherwise.
///
/// @param status the status that the route declares; nothing for the default of its method
/// @param produces the media types that the route declares, the preferred one first; empty if the
///   type decides
/// @param preferred the media types that the layers declare; those that a type cannot be written as
///   do not count for it
/// @param method the request method of the route
public record ResultDefaults(
    Optional<Status> status,
    List<MediaType> produces,
    List<MediaType> preferred,
    HttpMethod method) {

  /// Copies the lists.
  public ResultDefaults {
    produces = List.copyOf(produces);
    preferred = List.copyOf(preferred);
  }

  /// What responses have that belong to no declared route: those of functions, hooks, middleware
  /// and error handlers.
  ///
  /// @param preferred the media types that the layers declare
  public static ResultDefaults undeclared(List<MediaType> preferred) {
    return new ResultDefaults(Optional.empty(), List.of(), preferred, HttpMethod.GET);
  }

  /// The media type that the route declares, the first one of several; nothing if the type decides.
  Optional<MediaType> mediaType() {
    return produces.isEmpty() ? Optional.empty() : Optional.of(produces.getFirst());
  }

  /// The status of a response with content.
  Status withContent() {
    if (status.isPresent()) {
      return status.get();
    }
    return method == HttpMethod.POST ? Status.CREATED : Status.OK;
  }

  /// The status of a response without content.
  Status withoutContent() {
    return status.orElse(Status.NO_CONTENT);
  }

  /// The status of a redirect: that of the route if it is one, else one that makes the client GET
  /// the target.
  ///
  /// @param requested the method of the request
  Status ofRedirect(HttpMethod requested) {
    var declared = status.filter(Status::isRedirect);
    if (declared.isPresent()) {
      return declared.get();
    }
    return requested == HttpMethod.GET || requested == HttpMethod.HEAD
        ? Status.FOUND
        : Status.SEE_OTHER;
  }
}
