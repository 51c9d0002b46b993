package dev.lodestar.result;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.MediaType;
import java.io.Serial;
import java.lang.reflect.Type;

/// A format of the application would write a type as it is, although a DTO shapes it.
public final class UnshapedFormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UnshapedFormatException(MediaType mediaType, Type type, Class<?> shaped) {
    super(
        "The format for "
            + mediaType
            + " would write "
            + GenericTypes.nameOf(type)
            + " as it is, although a DTO says what clients see of "
            + GenericTypes.nameOf(shaped)
            + ".");
  }
}
