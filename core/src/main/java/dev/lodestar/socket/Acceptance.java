package dev.lodestar.socket;

import dev.lodestar.http.Headers;
import java.util.Optional;

/// What a handler has accepted a handshake with.
///
/// @param subprotocol what will be spoken
/// @param headers headers of the response
public record Acceptance(Optional<String> subprotocol, Headers headers) {
  static final Acceptance PLAIN = new Acceptance(Optional.empty(), Headers.empty());
}
