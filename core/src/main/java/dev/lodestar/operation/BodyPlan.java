package dev.lodestar.operation;

import java.util.List;
import java.util.Optional;

/// What is taken of the content of a request.
///
/// @param required whether a request without content is refused
/// @param contents what it may be, the preferred media type first
/// @param limit how many bytes it may have; nothing for the default of the server
/// @param declaration where it is declared
public record BodyPlan(
    boolean required, List<Content> contents, Optional<Long> limit, Declaration declaration) {

  /// Copies the list.
  public BodyPlan {
    contents = List.copyOf(contents);
  }
}
