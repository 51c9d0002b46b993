package dev.lodestar.coding;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where long computations run while the virtual thread of their request waits, since that thread
/// may be scheduled on an event loop, which other connections need. There are as many threads as
/// processors, and none while there is nothing to do.
final class Offload {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor executor;

  Offload() {
    var processors = Runtime.getRuntime().availableProcessors();
    executor =
        new ThreadPoolExecutor(
            processors,
            processors,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("lodestar-coding-", 1).factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /// Runs a computation elsewhere, and waits for it.
  ///
  /// @throws InterruptedIOException if the waiting thread is interrupted
  <T> T run(Callable<T> computation) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      return direct(computation);
    }
    var task = new FutureTask<>(computation);
    executor.execute(task);
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      awaitQuietly(task);
      var failure = new InterruptedIOException("Interrupted while content was coded.");
      failure.initCause(interrupted);
      throw failure;
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    }
  }

  /// What the computation works on may not be released before it has ended, which takes
  /// milliseconds.
  private static void awaitQuietly(FutureTask<?> task) {
    var ended = false;
    while (!ended) {
      try {
        task.get();
        ended = true;
      } catch (InterruptedException again) {
        // the first interruption is reported
      } catch (ExecutionException failed) {
        ended = true;
      }
    }
    Thread.currentThread().interrupt();
  }

  private static <T> T direct(Callable<T> computation) throws IOException {
    try {
      return computation.call();
    } catch (Exception failure) {
      throw rethrown(failure);
    }
  }

  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException known -> known;
      case RuntimeException known -> throw known;
      case Error known -> throw known;
      case null -> new IOException("The computation failed.");
      default -> new IOException(failure);
    };
  }
}
