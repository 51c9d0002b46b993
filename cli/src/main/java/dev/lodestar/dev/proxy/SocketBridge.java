package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.WebSocketConnection;
import dev.lodestar.engine.WebSocketSession;
import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocketClosedException;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// A WebSocket between a client and an upstream: messages both ways, and the code and reason of
/// whoever closes first. Pings stay on their side.
final class SocketBridge implements WebSocketSession {
  /// How long an upstream may take to confirm that the client has closed.
  private static final long CLOSE_SECONDS = 5;

  private final Frames frames;

  SocketBridge(Frames frames) {
    this.frames = frames;
  }

  @Override
  public void opened(WebSocketConnection connection) {
    Thread.ofVirtual().name("lodestar-dev-socket-up").start(() -> up(connection));
    Thread.ofVirtual().name("lodestar-dev-socket-down").start(() -> down(connection));
  }

  private void up(WebSocketConnection client) {
    try {
      while (true) {
        switch (client.receive()) {
          case WebSocketMessage.Text(var text) -> frames.write(Frames.TEXT, text.getBytes(UTF_8));
          case WebSocketMessage.Binary(var bytes) -> frames.write(Frames.BINARY, bytes);
        }
      }
    } catch (WebSocketClosedException | IOException ended) {
      // The client's end comes to closed(), the upstream's to down().
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void down(WebSocketConnection client) {
    var text = true;
    try {
      while (true) {
        var frame = frames.read();
        switch (frame.opcode()) {
          case Frames.TEXT, Frames.BINARY, Frames.CONTINUATION -> {
            text = frame.opcode() == Frames.CONTINUATION ? text : frame.opcode() == Frames.TEXT;
            client.sendPart(frame.payload(), 0, frame.payload().length, text, frame.last());
          }
          case Frames.PING -> frames.pong(frame.payload());
          case Frames.PONG -> {
            // nobody has asked
          }
          case Frames.CLOSE -> {
            confirm(frame.payload());
            close(client, frame.payload());
            return;
          }
          default -> throw new IOException("A frame has the opcode " + frame.opcode() + ".");
        }
      }
    } catch (WebSocketClosedException ended) {
      return;
    } catch (IOException broken) {
      if (client.isOpen()) {
        client.close(CloseCode.BAD_GATEWAY, "The server behind the proxy has gone.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      frames.close();
    }
  }

  private void confirm(byte[] payload) {
    try {
      frames.write(Frames.CLOSE, payload.length < 2 ? payload : Arrays.copyOf(payload, 2));
    } catch (IOException gone) {
      return;
    }
  }

  private static void close(WebSocketConnection client, byte[] payload) {
    var code = payload.length < 2 ? CloseCode.NORMAL : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    var reason =
        payload.length < 2 ? "" : CloseCode.fit(new String(payload, 2, payload.length - 2, UTF_8));
    client.close(CloseCode.isSendable(code) ? code : CloseCode.SERVER_ERROR, reason);
  }

  @Override
  public void failed() {
    frames.close();
  }

  /// Must not block, so another thread tells the upstream.
  @Override
  public void closed(int code, String reason) {
    Thread.ofVirtual()
        .name("lodestar-dev-socket-close")
        .start(() -> {
          try {
            if (code == CloseCode.ABNORMAL) {
              frames.close();
              return;
            }
            frames.writeClose(code, reason);
            TimeUnit.SECONDS.sleep(CLOSE_SECONDS);
          } catch (IOException gone) {
            // It knows already.
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          } finally {
            frames.close();
          }
        });
  }

  @Override
  public void interrupt() {
    frames.close();
  }
}
