package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.route.Match;
import dev.lodestar.socket.HandledSocket;

/// The WebSocket that a handshake asks for. A class of its own, loaded where there is one.
enum SocketArgument implements Argument {
  INSTANCE;

  @Override
  public Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return HandledSocket.of(request);
  }
}
