package dev.lodestar.result;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import java.util.Optional;

/// What a route's responses have where the return value does not say otherwise.
///
/// @param status the status that the route declares; nothing for the default of its method
/// @param mediaType the media type that the route declares; nothing if the type decides
/// @param method the request method of the route
public record ResultDefaults(
    Optional<Status> status, Optional<MediaType> mediaType, HttpMethod method) {

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
}
