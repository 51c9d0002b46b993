package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells the pages that are open in browsers what has become of the application, by server-sent
/// events: that it is new, so that they reload, or that it is broken, so that they say so.
/// Thread-safe.
public final class LiveReload {
  /// How long a stream of events is silent, at most: 15 seconds.
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long version;
  private boolean closed;
  private @Nullable Report report;

  /// Creates it, for an application that has not been started yet.
  public LiveReload() {}

  /// Says that a new process serves.
  public void reloaded() {
    change(null, 1);
  }

  /// Says that the application cannot answer.
  ///
  /// @param broken why
  public void broken(Report broken) {
    change(broken, 0);
  }

  private void change(@Nullable Report broken, int newer) {
    lock.lock();
    try {
      report = broken;
      version += newer;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Ends all streams.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Writes events as they happen, until the client has gone or this is closed.
  void stream(OutputStream out) throws IOException, InterruptedException {
    out.write("retry: 300\n\n".getBytes(UTF_8));
    var told = Optional.<Map<String, Object>>empty();
    while (true) {
      Map<String, Object> now;
      lock.lock();
      try {
        if (told.isPresent() && told.get().equals(state()) && !closed) {
          var _ = changed.awaitNanos(HEARTBEAT.toNanos());
        }
        if (closed) {
          return;
        }
        now = state();
      } finally {
        lock.unlock();
      }
      if (told.isPresent() && told.get().equals(now)) {
        out.write(": still here\n\n".getBytes(UTF_8));
      } else {
        out.write("data: ".getBytes(UTF_8));
        out.write(Json.standard().codec(Object.class).encode(now));
        out.write("\n\n".getBytes(UTF_8));
        told = Optional.of(now);
      }
      out.flush();
    }
  }

  private Map<String, Object> state() {
    var state = new LinkedHashMap<String, Object>();
    state.put("version", version);
    var broken = report;
    if (broken != null) {
      state.put("kind", broken.kind().word());
      state.put("title", broken.title());
      state.put("text", broken.text());
    }
    return state;
  }
}
