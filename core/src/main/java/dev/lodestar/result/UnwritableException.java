package dev.lodestar.result;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.MediaType;
import java.lang.reflect.Type;
import java.util.stream.Collectors;

/// Says that entities of a type cannot be written as a media type, or may not be, since a format of
/// the application would show what a DTO hides.
public final class UnwritableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final boolean bypassesDto;

  /// A format would write a type as it is, although a DTO shapes it.
  UnwritableException(MediaType mediaType, Type type, Class<?> shaped) {
    super(
        "The format for "
            + mediaType
            + " would write "
            + GenericTypes.nameOf(type)
            + " as it is, although a DTO says what clients see of "
            + GenericTypes.nameOf(shaped)
            + ".");
    this.bypassesDto = true;
  }

  UnwritableException(MediaType mediaType, EntityWriter writer) {
    super(
        "The result cannot be written as "
            + mediaType
            + "; its type can be written as "
            + writer.offers().stream().map(MediaType::toString).collect(Collectors.joining(", "))
            + ".");
    this.bypassesDto = false;
  }

  /// Whether a format of the application is the reason, which knows of no DTO.
  public boolean bypassesDto() {
    return bypassesDto;
  }
}
