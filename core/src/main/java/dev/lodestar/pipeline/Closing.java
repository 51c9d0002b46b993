package dev.lodestar.pipeline;

import dev.lodestar.websocket.CloseCode;
import java.util.Optional;

/// How a socket is closed when its handler has ended, unless it is closed already.
///
/// @param code the code
/// @param reason the reason, which fits into a close frame
/// @param failure what test clients throw again
record Closing(int code, String reason, Optional<Throwable> failure) {
  static final Closing NORMAL = of(CloseCode.NORMAL, "");

  static Closing of(int code, String reason) {
    return new Closing(code, CloseCode.fit(reason), Optional.empty());
  }

  Closing withFailure(Throwable unexpected) {
    return new Closing(code, reason, Optional.of(unexpected));
  }
}
