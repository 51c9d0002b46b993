package dev.lodestar.server.loop;

import dev.lodestar.engine.FairnessOptions;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// The event loops of one server.
public final class Loops extends MultiThreadIoEventLoopGroup {
  private final List<Loop> loops = new ArrayList<>();

  private Loops(int count, Parts parts) {
    super(count, ImmediateExecutor.INSTANCE, parts.ioHandlers, parts);
    for (EventExecutor executor : this) {
      loops.add((Loop) executor);
    }
    parts.watchdog.watch(loops);
    for (var loop : loops) {
      loop.begin();
    }
    terminationFuture().addListener(parts);
  }

  /// Starts loops.
  ///
  /// @param count how many
  /// @param ioHandlers makes what each asks for events
  /// @param fairness when a loop changes its thread, and what is reported
  /// @return the loops, which run until they are shut down
  public static Loops start(int count, IoHandlerFactory ioHandlers, FairnessOptions fairness) {
    return new Loops(count, new Parts(ioHandlers, new LoopThreads(), new Watchdog(fairness)));
  }

  /// Returns the loops, in order.
  ///
  /// @return an unmodifiable list
  public List<Loop> all() {
    return List.copyOf(loops);
  }

  /// What the loops are made of, by a method that the constructor of Netty calls.
  private static final class Parts implements FutureListener<Object> {
    private final IoHandlerFactory ioHandlers;
    private final LoopThreads threads;
    private final Watchdog watchdog;
    private final Starvation starvation = new Starvation();
    private int count;

    Parts(IoHandlerFactory ioHandlers, LoopThreads threads, Watchdog watchdog) {
      this.ioHandlers = ioHandlers;
      this.threads = threads;
      this.watchdog = watchdog;
    }

    /// The loops have ended.
    @Override
    public void operationComplete(Future<Object> ended) {
      watchdog.end();
      threads.end();
    }
  }

  @Override
  protected IoEventLoop newChild(
      Executor executor, IoHandlerFactory ioHandlerFactory, Object... arguments) {
    var parts = (Parts) arguments[0];
    parts.count++;
    return new Loop(
        "lodestar-http-" + parts.count,
        this,
        parts.threads,
        parts.watchdog,
        parts.starvation,
        ioHandlerFactory);
  }
}
