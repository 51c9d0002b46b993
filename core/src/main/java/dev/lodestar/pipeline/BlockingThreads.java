package dev.lodestar.pipeline;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Platform threads for handlers that block: one for each such request at a time. How many there
/// are is limited by how many requests the engine lets in; idle ones end after half a minute.
public final class BlockingThreads {
  private static final long IDLE_SECONDS = 30;

  private final Executor executor =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("lodestar-blocking-", 1).factory());

  /// Creates the pool, without threads.
  public BlockingThreads() {}

  void start(Runnable work) {
    executor.execute(work);
  }
}
