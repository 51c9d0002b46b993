package dev.lodestar.server.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Keeps some inflaters and deflaters that sockets share, since each holds up to 300 KB outside of
/// the heap: a socket that says nothing has none, unless it remembers earlier messages.
/// Thread-safe.
public final class SpareCoders {
  private static final int MOST = 4;

  /// Fast, and small enough: messages are compressed while their senders wait.
  private static final int LEVEL = 3;

  private static final byte[] NOTHING = {};

  private final Spares<Inflater> inflaters = new Spares<>(MOST);
  private final Spares<Deflater> deflaters = new Spares<>(MOST);

  /// Creates a store without any.
  public SpareCoders() {}

  Inflater takeInflater() {
    var spare = inflaters.take();
    return spare != null ? spare : new Inflater(true);
  }

  void give(Inflater inflater) {
    inflater.reset();
    inflater.setInput(NOTHING);
    if (!inflaters.give(inflater)) {
      inflater.end();
    }
  }

  Deflater takeDeflater() {
    var spare = deflaters.take();
    return spare != null ? spare : new Deflater(LEVEL, true);
  }

  void give(Deflater deflater) {
    deflater.reset();
    deflater.setInput(NOTHING);
    if (!deflaters.give(deflater)) {
      deflater.end();
    }
  }

  /// Frees them all. Called when the sockets have ended; what one of their threads still gives back
  /// is left to the garbage collector.
  public void close() {
    inflaters.close().forEach(Inflater::end);
    deflaters.close().forEach(Deflater::end);
  }

  /// A few spare things of a kind. Never parks a thread.
  private static final class Spares<T> {
    private final ConcurrentLinkedQueue<T> things = new ConcurrentLinkedQueue<>();
    private final AtomicInteger room;

    Spares(int most) {
      room = new AtomicInteger(most);
    }

    @Nullable T take() {
      var thing = things.poll();
      if (thing != null) {
        room.incrementAndGet();
      }
      return thing;
    }

    boolean give(T thing) {
      if (room.getAndUpdate(free -> Math.max(0, free - 1)) == 0) {
        return false;
      }
      things.add(thing);
      return true;
    }

    List<T> close() {
      var taken = new ArrayList<T>();
      for (var thing = take(); thing != null; thing = take()) {
        taken.add(thing);
      }
      room.set(0);
      return taken;
    }
  }
}
