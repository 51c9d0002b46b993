package dev.lodestar.offload;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Platform threads for what takes long and is no waiting for a socket: computations, and disks. A
/// virtual thread has it done here, and waits as it waits for a socket; other threads do it
/// themselves. There are no threads while there is nothing to do.
public final class Offload {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /// Creates an offload without threads yet.
  ///
  /// @param name what the threads are called, with a number behind it
  /// @param most how many threads there are at most; what more is to be done waits
  public Offload(String name, int most) {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// Has something done, to its end even if the thread is interrupted: what it works on may not be
  /// released before. The thread stays interrupted then.
  ///
  /// @throws IOException what the work throws, if that is no unchecked exception; other checked
  ///   ones are its cause
  public <T> T run(Callable<T> work) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      return direct(work);
    }
    var task = new FutureTask<>(work);
    threads.execute(task);
    var interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException signal) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T direct(Callable<T> work) throws IOException {
    try {
      return work.call();
    } catch (Exception failure) {
      throw rethrown(failure);
    }
  }

  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException thrown -> thrown;
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case null, default -> new IOException(failure);
    };
  }
}
