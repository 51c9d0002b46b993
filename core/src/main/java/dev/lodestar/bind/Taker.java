package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.operation.Declaration;

/// Who takes something of a request.
///
/// @param parameter the parameter
/// @param json what it is read with
record Taker(HandlerParameter parameter, Json json) {

  /// Where what is taken is declared.
  Declaration declaration() {
    return Declaration.of(parameter);
  }
}
