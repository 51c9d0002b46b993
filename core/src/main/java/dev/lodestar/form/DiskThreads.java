package dev.lodestar.form;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Platform threads that wait for disks. A virtual thread that writes a file keeps its carrier,
/// which may be the event loop of many connections, and a disk can be busy for long. So it has the
/// file written here, and waits as it waits for a socket. Other threads write themselves.
final class DiskThreads {
  private static final int MOST = 8;
  private static final long IDLE_SECONDS = 30;
  private static final ExecutorService THREADS = threads();

  private DiskThreads() {}

  private static ExecutorService threads() {
    var threads =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("lodestar-form-disk-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /// Something that is done with files.
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /// Does something with files, to its end even if the thread is interrupted.
  ///
  /// @throws IOException what the action throws
  static <T> T run(Action<T> action) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      return action.run();
    }
    var task = new FutureTask<>(action::run);
    THREADS.execute(task);
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

  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException thrown -> thrown;
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case null, default -> new IOException(failure);
    };
  }
}
