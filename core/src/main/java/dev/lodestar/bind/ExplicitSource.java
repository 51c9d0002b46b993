package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import java.util.Optional;

/// What an annotation on a handler parameter says.
///
/// @param source where the value comes from
/// @param name the name there; nothing if the parameter's own name is meant
public record ExplicitSource(InputSource source, Optional<String> name) {}
