package dev.lodestar.server.websocket;

import dev.lodestar.engine.WebSocketConnection.PongListener;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Pings of the application that the client has not answered, and who is told when it does.
/// Thread-safe.
final class SentPings {
  /// How many pings are remembered.
  static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<byte[]> payloads = new ArrayDeque<>();
  private @Nullable PongListener listener;

  void listen(PongListener listener) {
    lock.lock();
    try {
      this.listener = listener;
    } finally {
      lock.unlock();
    }
  }

  void add(byte[] payload) {
    lock.lock();
    try {
      if (payloads.size() == MOST) {
        payloads.remove();
      }
      payloads.add(payload.clone());
    } finally {
      lock.unlock();
    }
  }

  /// Takes note of a pong. One that answers a ping answers those before it, too (RFC 6455, section
  /// 5.5.3).
  void answered(byte[] payload) {
    PongListener told;
    lock.lock();
    try {
      if (payloads.stream().noneMatch(sent -> Arrays.equals(sent, payload))) {
        return;
      }
      while (!Arrays.equals(payloads.remove(), payload)) {
        // one that was sent earlier
      }
      told = listener;
    } finally {
      lock.unlock();
    }
    if (told != null) {
      told.pong(payload);
    }
  }
}
