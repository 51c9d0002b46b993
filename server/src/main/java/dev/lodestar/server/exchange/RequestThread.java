package dev.lodestar.server.exchange;

import dev.lodestar.server.loop.Loop;
import dev.lodestar.server.loop.Shift;
import dev.lodestar.server.loop.Work;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A virtual thread that an event loop carries: the scheduler of that thread alone, what it runs,
/// and the work of the loop.
///
/// The threads that a request's thread starts inherit its scheduler. They go on to the scheduler of
/// the virtual machine: several of them can run at once there, and none keeps the event loop from
/// other connections, or ends with the server.
final class RequestThread implements Executor, Runnable, Work {
  private final Loop loop;
  private final Executor defaultScheduler;

  /// Nothing when it is over, since threads that were started by this one live longer.
  private @Nullable Runnable task;

  private final RequestThreads.Task told;
  private @Nullable Thread thread;

  /// What the virtual machine wants to have run for this thread, and never for another.
  private @Nullable Runnable continuation;

  private boolean begun;

  /// Whether the virtual machine could not go on with the thread, which then never ends.
  private boolean lost;

  private @Nullable Shift firstShift;
  private long firstNumber;

  RequestThread(Loop loop, Executor defaultScheduler, RequestThreads.Task task) {
    this.loop = loop;
    this.defaultScheduler = defaultScheduler;
    this.task = task;
    told = task;
  }

  void belongTo(Thread made) {
    thread = made;
  }

  @Override
  public Thread thread() {
    return Objects.requireNonNull(thread);
  }

  /// Runs on the virtual thread.
  @Override
  public void run() {
    try {
      Objects.requireNonNull(task).run();
    } finally {
      task = null;
    }
  }

  /// Tells whether the thread has not blocked yet, nor held its event loop for too long, so that
  /// the loop comes back to it when it ends. Called on the virtual thread.
  boolean isInBeginning() {
    return firstShift != null && firstShift.isAt(firstNumber);
  }

  @Override
  public void carry(Shift shift, long number) {
    try {
      if (continuation == null) {
        firstShift = shift;
        firstNumber = number;
        // Calls execute(Runnable), which keeps what it is given.
        thread().start();
      }
      Objects.requireNonNull(continuation).run();
    } catch (OutOfMemoryError full) {
      lost = task != null;
      throw full;
    }
  }

  /// Schedules a virtual thread. Called by the virtual machine.
  @Override
  public void execute(Runnable runnable) {
    if (continuation == null) {
      continuation = runnable;
    } else if (runnable == continuation) {
      resume(runnable);
    } else {
      defaultScheduler.execute(runnable);
    }
  }

  private void resume(Runnable ownContinuation) {
    try {
      loop.resume(this);
    } catch (RejectedExecutionException serverStopped) {
      // Whoever still runs after the last deadline gets the chance to end: its finally blocks run.
      Thread.ofPlatform().daemon().name("lodestar-after-stop").start(ownContinuation);
    }
  }

  @Override
  public void done() {
    if (lost) {
      told.lost();
    } else if (!begun) {
      begun = true;
      told.begun();
    }
  }

  @Override
  public void abandoned() {
    if (!begun) {
      begun = true;
      told.delayed();
    }
  }

  @Override
  public void late() {
    if (lost) {
      told.lost();
    } else {
      told.begunLate();
    }
  }

  @Override
  public String toString() {
    var running = task;
    return running == null ? "nothing any more" : running.toString();
  }
}
