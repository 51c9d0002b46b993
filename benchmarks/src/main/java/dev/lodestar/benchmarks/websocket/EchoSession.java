package dev.lodestar.benchmarks.websocket;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.websocket.WebSocketClosedException;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Sends back what comes, with blocking calls on a virtual thread.
///
/// @param threads runs the handler
public record EchoSession(Executor threads) implements WebSocketSession {

  /// Opens a socket.
  ///
  /// @param request asks for one
  /// @return the response that opens it
  public static RenderedResponse open(Request request) {
    var threads = request.attribute(THREADS).orElseThrow();
    return RenderedResponse.of(
        request.method(),
        Status.SWITCHING_PROTOCOLS,
        Optional.empty(),
        Headers.empty(),
        new ResponseBody.WebSocket(
            Optional.empty(), WebSocketOptions.defaults(), new EchoSession(threads)));
  }

  @Override
  public void opened(WebSocketConnection connection) {
    threads.execute(() -> echo(connection));
  }

  private static void echo(WebSocketConnection connection) {
    try {
      while (true) {
        connection.send(connection.receive());
      }
    } catch (WebSocketClosedException | InterruptedException end) {
      // the client has had enough
    }
  }

  @Override
  public void failed() {
    // nothing has begun
  }

  @Override
  public void closed(int code, String reason) {
    // the handler learns it where it receives
  }

  @Override
  public void interrupt() {
    // the connection ends anyway
  }
}
