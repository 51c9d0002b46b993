package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.LoopContext;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Which stream writes next, and when what they have written is flushed: what is there at the same
/// time is sent together. Used on the event loop only.
final class Turns {
  private final LoopContext loop;
  private final FrameOutput output;
  private final Consumer<Throwable> failed;
  private final ArrayDeque<Http2Stream> ready = new ArrayDeque<>();

  /// Threads that are about to begin, or are in their beginning.
  private int starting;

  private boolean reading;
  private boolean pumping;
  private boolean flushing;
  private boolean closed;

  /// @param failed told what went wrong while something was flushed
  Turns(LoopContext loop, FrameOutput output, Consumer<Throwable> failed) {
    this.loop = loop;
    this.output = output;
    this.failed = failed;
  }

  /// Puts a stream that has something to write behind the others.
  void enqueue(Http2Stream stream) {
    ready.add(stream);
  }

  /// Lets the streams write in turn, a frame each, as far as the client takes it.
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (output.isReady()) {
      var stream = ready.poll();
      if (stream == null) {
        break;
      }
      stream.write();
    }
    pumping = false;
  }

  /// Flushes when the event loop has done what waits before, so that what ends at the same time is
  /// sent together.
  void flushSoon() {
    if (!reading && starting == 0 && !flushing) {
      flushing = true;
      loop.execute(this::flushNow);
    }
  }

  private void flushNow() {
    flushing = false;
    if (!closed) {
      try {
        output.flush();
      } catch (Throwable failure) {
        failed.accept(failure);
      }
    }
  }

  /// Takes note that more comes from the client, which may be answered at once.
  void reading() {
    reading = true;
  }

  /// Takes note that nothing more has come for now.
  void readComplete() {
    reading = false;
    flushUnlessStarting();
  }

  /// Takes note of a thread that is about to begin: what it answers at once is sent together with
  /// what others do.
  void starting() {
    starting++;
  }

  void started() {
    starting--;
    if (!reading) {
      flushUnlessStarting();
    }
  }

  private void flushUnlessStarting() {
    if (starting == 0 && !closed) {
      output.flush();
    }
  }

  /// Forgets who waits.
  void clear() {
    ready.clear();
  }

  /// Takes note that nothing can be written any more.
  void close() {
    closed = true;
  }
}
