package chat;

import dev.lodestar.websocket.CloseCode;
import dev.lodestar.websocket.WebSocket;
import dev.lodestar.websocket.WebSocketClosedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Somebody in a room. Lines wait here for a client that is slow, so that it holds nobody else up;
/// one that is too slow has to leave.
final class Member {
  private static final int MOST_WAITING = 100;

  private final String name;
  private final WebSocket socket;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  Member(String name, WebSocket socket) {
    this.name = name;
    this.socket = socket;
  }

  String name() {
    return name;
  }

  /// Starts to send, until the socket is closed.
  void start() {
    var sender = Thread.ofVirtual().name("lines for " + name).start(this::send);
    socket.whenClosed(sender::interrupt);
  }

  private void send() {
    try {
      while (true) {
        socket.sendJson(waiting.take());
      }
    } catch (InterruptedException | WebSocketClosedException left) {
      // nobody is left to send to
    }
  }

  void tell(Line line) {
    if (!waiting.offer(line)) {
      Thread.startVirtualThread(() -> socket.close(CloseCode.TRY_AGAIN_LATER, "You are too slow."));
    }
  }
}
