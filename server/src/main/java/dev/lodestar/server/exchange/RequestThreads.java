package dev.lodestar.server.exchange;

import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.server.loop.Loop;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Makes the virtual threads of requests, for one event loop, which carries them where the virtual
/// machine allows it.
///
/// Then a request that finishes without blocking costs no hop to another thread. One that blocks
/// leaves the event loop free, and goes on as work of the event loop. The scheduler of a virtual
/// thread is not public in Java 25, hence the method handles into `java.lang`; this class alone
/// knows of them.
public final class RequestThreads {
  /// What stands beside their log lines.
  private static final String NAME = "request";

  private static final int NO_INHERITED_THREAD_LOCALS = 1 << 2;

  private final Loop loop;
  private final Mode mode;

  private RequestThreads(Loop loop, Mode mode) {
    this.loop = loop;
    this.mode = mode;
  }

  /// A task that wants to know what became of its beginning, up to where it first blocks. It hears
  /// of that only where the event loop carries it.
  public interface Task extends Runnable {
    /// Is told, on the event loop, that the beginning is over: the task has ended or blocked.
    void begun();

    /// Is told, on the event loop, that the beginning takes its time, and that the event loop turns
    /// to others.
    void delayed();

    /// Is told, not on the event loop, that a beginning is over that has been delayed.
    void begunLate();

    /// Is told that the thread does not go on, for want of memory. Any thread may call it.
    void lost();
  }

  /// How requests are scheduled by all event loops of a server.
  public static final class Mode {
    private final @Nullable MethodHandle factory;

    /// Where those threads run that a request's thread starts.
    private final @Nullable Executor defaultScheduler;

    private Mode(@Nullable MethodHandle factory, @Nullable Executor defaultScheduler) {
      this.factory = factory;
      this.defaultScheduler = defaultScheduler;
    }

    /// Chooses.
    ///
    /// @throws IllegalStateException if the event loop was asked for and cannot be had
    public static Mode of(Scheduling scheduling) {
      if (scheduling == Scheduling.DEFAULT_SCHEDULER) {
        return new Mode(null, null);
      }
      try {
        return find();
      } catch (Throwable missing) {
        if (scheduling == Scheduling.EVENT_LOOP) {
          throw new IllegalStateException(explanation(), missing);
        }
        return new Mode(null, null);
      }
    }

    public boolean usesEventLoop() {
      return factory != null;
    }

    public RequestThreads on(Loop loop) {
      return new RequestThreads(loop, this);
    }

    private static Mode find() throws Throwable {
      var builders = Class.forName("java.lang.ThreadBuilders");
      var factory =
          MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
              .findStatic(
                  builders,
                  "newVirtualThread",
                  MethodType.methodType(
                      Thread.class, Executor.class, String.class, int.class, Runnable.class));
      var virtual = Class.forName("java.lang.VirtualThread");
      var scheduler =
          MethodHandles.privateLookupIn(virtual, MethodHandles.lookup())
              .findStatic(virtual, "defaultScheduler", MethodType.methodType(Executor.class));
      return new Mode(factory, (Executor) scheduler.invoke());
    }

    private static String explanation() {
      var module = RequestThreads.class.getModule();
      return "The scheduling EVENT_LOOP needs the java option --add-opens java.base/java.lang="
          + (module.isNamed() ? module.getName() : "ALL-UNNAMED")
          + " on Java 25; add it, or choose AUTOMATIC or DEFAULT_SCHEDULER.";
    }
  }

  /// Tells whether the event loop carries the threads. If not, they start at once.
  public boolean onEventLoop() {
    return mode.usesEventLoop();
  }

  /// Has a virtual thread run a task, soon. To be called on the event loop.
  ///
  /// @param lost called if the thread did not begin, for want of memory; by any thread
  /// @throws OutOfMemoryError if there is no memory for the thread
  void start(Runnable task, Runnable lost) {
    if (start(new Detached(task, lost)) == null) {
      startElsewhere(task);
    }
  }

  /// A task that does not care what became of its beginning, unless there was none.
  private record Detached(Runnable task, Runnable whenLost) implements Task {
    @Override
    public void run() {
      task.run();
    }

    @Override
    public void begun() {}

    @Override
    public void delayed() {}

    @Override
    public void begunLate() {}

    @Override
    public void lost() {
      whenLost.run();
    }

    @Override
    public String toString() {
      return task.toString();
    }
  }

  /// Has a virtual thread run a task, soon. To be called on the event loop.
  ///
  /// @return the thread as the event loop knows it; `null` if it does not carry it
  @Nullable RequestThread start(Task task) {
    if (mode.factory == null || mode.defaultScheduler == null) {
      return null;
    }
    var request = new RequestThread(loop, mode.defaultScheduler, task);
    request.belongTo(create(mode.factory, request));
    loop.add(request);
    return request;
  }

  static Thread startElsewhere(Runnable task) {
    return Thread.ofVirtual().name(NAME).inheritInheritableThreadLocals(false).start(task);
  }

  private static Thread create(MethodHandle factory, RequestThread request) {
    try {
      return (Thread)
          factory.invokeExact(
              (Executor) request, NAME, NO_INHERITED_THREAD_LOCALS, (Runnable) request);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
