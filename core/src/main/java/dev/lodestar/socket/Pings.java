package dev.lodestar.socket;

import dev.lodestar.engine.WebSocketConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The pings of a handler that have not been answered. Thread-safe.
final class Pings {
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CountDownLatch> waiting = new ConcurrentHashMap<>();

  Optional<Duration> ping(WebSocketConnection connection, Duration timeout)
      throws InterruptedException {
    var number = last.incrementAndGet();
    var answered = new CountDownLatch(1);
    waiting.put(number, answered);
    try {
      var begin = System.nanoTime();
      connection.ping(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      return answered.await(timeout.toNanos(), TimeUnit.NANOSECONDS)
          ? Optional.of(Duration.ofNanos(System.nanoTime() - begin))
          : Optional.empty();
    } finally {
      waiting.remove(number);
    }
  }

  /// A pong has come, perhaps one that nobody has asked for.
  void answered(byte[] payload) {
    if (payload.length == Long.BYTES) {
      var ping = waiting.get(ByteBuffer.wrap(payload).getLong());
      if (ping != null) {
        ping.countDown();
      }
    }
  }
}
