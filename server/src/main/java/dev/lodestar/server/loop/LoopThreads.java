package dev.lodestar.server.loop;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that have the loops of one server, those that have lost one and are held still, and
/// for a while those that are held no more. They are not daemons: the process lives as long as the
/// server runs.
final class LoopThreads implements ThreadFactory {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this);

  LoopThreads() {}

  @Override
  public Thread newThread(Runnable work) {
    return new FastThreadLocalThread(work);
  }

  /// Has a thread do something: a new one, unless one is idle.
  void execute(Runnable work) {
    pool.execute(work);
  }

  /// Lets the threads end; to be called when the loops have ended.
  void end() {
    pool.shutdown();
  }
}
