package dev.lodestar.server;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.websocket.WebSocketClosedException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Servers whose application opens a WebSocket for everybody who asks for one, and has each run by
/// a lambda.
public final class SocketServer {
  /// Handles one socket on a virtual thread of its own.
  @FunctionalInterface
  public interface Handler {
    void handle(WebSocketConnection connection) throws Exception;
  }

  private SocketServer() {}

  public static Server startEcho(WebSocketOptions options) throws IOException {
    return start(options, SocketServer::echo);
  }

  public static Server start(WebSocketOptions options, Handler handler) throws IOException {
    return start(TestServer.options(), options, handler);
  }

  public static Server start(ServerOptions server, WebSocketOptions options, Handler handler)
      throws IOException {
    return TestServer.start(server, request -> answer(request, options, new Session(handler)));
  }

  public static RenderedResponse answer(
      Request request, WebSocketOptions options, WebSocketSession session) {
    var offer = request.webSocketOffer();
    if (offer.isEmpty()) {
      return TestServer.text(request, "no socket was asked for");
    }
    return open(options, session, offer.get().subprotocols().stream().findFirst());
  }

  public static RenderedResponse open(
      WebSocketOptions options, WebSocketSession session, Optional<String> subprotocol) {
    return RenderedResponse.of(
        HttpMethod.GET,
        Status.SWITCHING_PROTOCOLS,
        Optional.empty(),
        Headers.empty(),
        new ResponseBody.WebSocket(subprotocol, options, session));
  }

  public static void echo(WebSocketConnection connection) throws InterruptedException {
    while (true) {
      connection.send(connection.receive());
    }
  }

  /// Runs a handler, closes the socket when it returns, and remembers what it was told.
  public static final class Session implements WebSocketSession {
    private final Handler handler;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile Thread thread;

    public Session(Handler handler) {
      this.handler = handler;
    }

    @Override
    public void opened(WebSocketConnection connection) {
      told.add("opened");
      thread = Thread.ofVirtual().start(() -> run(connection));
    }

    private void run(WebSocketConnection connection) {
      try {
        handler.handle(connection);
        connection.close(1000, "");
        told.add("returned");
      } catch (WebSocketClosedException closed) {
        told.add("handler saw " + closed.code() + " " + closed.reason());
      } catch (InterruptedException interrupted) {
        told.add("interrupted");
      } catch (Throwable failure) {
        told.add("failed with " + failure);
        connection.close(1011, "");
      }
    }

    @Override
    public void failed() {
      told.add("failed");
    }

    @Override
    public void closed(int code, String reason) {
      told.add("closed " + code + " " + reason);
    }

    @Override
    public void interrupt() {
      told.add("interrupt");
      thread.interrupt();
    }

    /// Waits for the next that it was told.
    public String next() throws InterruptedException {
      return String.valueOf(told.poll(30, TimeUnit.SECONDS));
    }
  }
}
