package dev.lodestar.server.exchange;

import dev.lodestar.engine.ServerOptions.Scheduling;
import io.netty.channel.EventLoop;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Makes the virtual threads of requests, for one event loop, and is their scheduler where the
/// virtual machine allows it.
///
/// Then a request runs at once, inside [#start(Thread)], on the thread of the event loop: one that
/// finishes without blocking costs no hop to another thread. One that blocks leaves the event loop
/// free, and goes on as a task of the event loop. The scheduler of a virtual thread is not public
/// in Java 25, hence the method handle into `java.lang`; this class alone knows of it.
public final class RequestThreads implements Executor {
  /// What stands beside their log lines.
  private static final String NAME = "request";

  private static final int NO_INHERITED_THREAD_LOCALS = 1 << 2;

  private final EventLoop eventLoop;
  private final @Nullable MethodHandle factory;

  /// Whether the event loop is inside [#start(Thread)] and the new thread has not been run yet.
  /// Only the event loop's own thread reads and writes it.
  private boolean starting;

  private RequestThreads(EventLoop eventLoop, @Nullable MethodHandle factory) {
    this.eventLoop = eventLoop;
    this.factory = factory;
  }

  /// How requests are scheduled by all event loops of a server.
  public static final class Mode {
    private final @Nullable MethodHandle factory;

    private Mode(@Nullable MethodHandle factory) {
      this.factory = factory;
    }

    /// Chooses.
    ///
    /// @throws IllegalStateException if the event loop was asked for and cannot be had
    public static Mode of(Scheduling scheduling) {
      if (scheduling == Scheduling.DEFAULT_SCHEDULER) {
        return new Mode(null);
      }
      try {
        return new Mode(findFactory());
      } catch (ReflectiveOperationException | RuntimeException missing) {
        if (scheduling == Scheduling.EVENT_LOOP) {
          throw new IllegalStateException(explanation(), missing);
        }
        return new Mode(null);
      }
    }

    public boolean usesEventLoop() {
      return factory != null;
    }

    public RequestThreads on(EventLoop eventLoop) {
      return new RequestThreads(eventLoop, factory);
    }

    private static MethodHandle findFactory() throws ReflectiveOperationException {
      var builders = Class.forName("java.lang.ThreadBuilders");
      return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
          .findStatic(
              builders,
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
    }

    private static String explanation() {
      var module = RequestThreads.class.getModule();
      return "The scheduling EVENT_LOOP needs the java option --add-opens java.base/java.lang="
          + (module.isNamed() ? module.getName() : "ALL-UNNAMED")
          + " on Java 25; add it, or choose AUTOMATIC or DEFAULT_SCHEDULER.";
    }
  }

  /// Tells whether threads run on the event loop, that is, inside [#start(Thread)] at first.
  public boolean onEventLoop() {
    return factory != null;
  }

  public Thread create(Runnable task) {
    if (factory == null) {
      return Thread.ofVirtual().name(NAME).inheritInheritableThreadLocals(false).unstarted(task);
    }
    try {
      return (Thread) factory.invokeExact((Executor) this, NAME, NO_INHERITED_THREAD_LOCALS, task);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Starts a thread that [#create(Runnable)] made. To be called on the event loop.
  public void start(Thread thread) {
    starting = true;
    try {
      thread.start();
    } finally {
      starting = false;
    }
  }

  /// Runs a virtual thread until it blocks or ends. Called by the virtual machine.
  @Override
  public void execute(Runnable continuation) {
    // While a virtual thread runs on the event loop, inEventLoop() is false: the current thread is
    // the virtual one then. So this is true only for the thread that start(Thread) starts.
    if (eventLoop.inEventLoop() && starting) {
      starting = false;
      continuation.run();
      return;
    }
    try {
      eventLoop.execute(continuation);
    } catch (RejectedExecutionException serverStopped) {
      // Whoever still runs after the last deadline gets the chance to end: its finally blocks run.
      Thread.ofPlatform().daemon().name("lodestar-after-stop").start(continuation);
    }
  }
}
