package dev.lodestar.server.exchange;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Whether memory is about to run out.
///
/// What the heap holds tells nothing as such, since most of it is garbage; what it holds right
/// after a collection does. A weak reference to nothing else's object is cleared by every
/// collection, so the thread that waits for it reads the use of the heap at that moment. The thread
/// does not exist before the heap has been full once, garbage included.
///
/// Memory counts as tight for a second after each collection that has shown it, so that requests
/// are let in again also when nothing is collected any more because all are turned away.
final class MemoryWatch {
  private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long TIGHT_TIME = TimeUnit.SECONDS.toNanos(1);

  /// A megabyte with the head of the array: the least that a collector which has the heap in
  /// regions gives back as one.
  private static final int RESERVE = (1 << 20) - 64;

  /// The part of the heap that is in use, in percent, from which on it could be too much.
  private final int most;

  private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
  private volatile boolean tight;
  private volatile long tightUntil;
  private volatile boolean closed;

  /// What is let go of when memory has run out, so that there is some to end what takes it.
  private volatile byte @Nullable [] reserve = new byte[RESERVE];

  /// Guarded by this object.
  private @Nullable Thread watcher;

  MemoryWatch(int most) {
    this.most = most;
  }

  boolean isTight() {
    return tight && !isOver(System.nanoTime());
  }

  private boolean isOver(long now) {
    if (now - tightUntil > 0) {
      tight = false;
    }
    return !tight;
  }

  /// Takes note that memory has run out. Takes none.
  void hasRunOut() {
    reserve = null;
    setTight();
  }

  void setTight() {
    tightUntil = System.nanoTime() + TIGHT_TIME;
    tight = true;
  }

  void tick(long now) {
    var due = nextLook.get();
    if (now - due < 0 || !nextLook.compareAndSet(due, now + LOOK_INTERVAL)) {
      return;
    }
    if (reserve == null && !isTight() && !isHeapFull()) {
      refill();
    }
    if (most == 100) {
      return;
    }
    if (isHeapFull()) {
      startWatcher();
    }
    if (PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()
        > PlatformDependent.maxDirectMemory() / 100 * most) {
      setTight();
    }
  }

  private void refill() {
    try {
      reserve = new byte[RESERVE];
    } catch (OutOfMemoryError full) {
      setTight();
    }
  }

  private boolean isHeapFull() {
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 100 * most;
  }

  private synchronized void startWatcher() {
    if (watcher != null || closed) {
      return;
    }
    try {
      watcher = Thread.ofPlatform().daemon().name("lodestar-memory").start(this::watch);
    } catch (OutOfMemoryError full) {
      // The next look comes.
      setTight();
    }
  }

  /// Loads what failures are told with, while there is memory for it: a class that could not be
  /// loaded for want of it can never be used.
  private static void prepare() {
    try {
      var _ = UUID.randomUUID();
    } catch (OutOfMemoryError | LinkageError late) {
      // It is too late for that.
    }
  }

  private void watch() {
    prepare();
    var collected = new ReferenceQueue<Object>();
    @Nullable WeakReference<Object> sentinel = null;
    while (!closed) {
      try {
        if (sentinel == null) {
          sentinel = new WeakReference<>(new Object(), collected);
        }
        if (collected.remove() == sentinel) {
          sentinel = null;
          if (isHeapFull()) {
            setTight();
          } else {
            tight = false;
          }
        }
      } catch (OutOfMemoryError full) {
        setTight();
        // To try again at once would keep the processors from those who can end it.
        LockSupport.parkNanos(LOOK_INTERVAL);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  synchronized void close() {
    closed = true;
    if (watcher != null) {
      watcher.interrupt();
      watcher = null;
    }
  }
}
