package dev.lodestar.result;

import dev.lodestar.http.MediaType;
import java.util.stream.Collectors;

/// Says that entities of a type cannot be written as a media type.
public final class UnwritableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnwritableException(MediaType mediaType, EntityWriter writer) {
    super(
        "The result cannot be written as "
            + mediaType
            + "; its type can be written as "
            + writer.offers().stream().map(MediaType::toString).collect(Collectors.joining(", "))
            + ".");
  }
}
