package dev.lodestar.server.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// An event loop over one of Netty's I/O handlers, which can change its thread: not while it
/// handles events or runs tasks, but while it carries [Work].
///
/// Netty's own loops belong to one thread for their lives, and so do all connections of theirs, so
/// whatever holds that thread holds the connections.
public final class Loop extends AbstractScheduledEventExecutor implements IoEventLoop {
  /// How much is run before the sockets are looked at again.
  private static final int MOST_IN_A_ROUND = 64;

  /// How much work may follow from work at once, before others have their turn: pipelined requests
  /// of one connection, whose data is at hand.
  private static final int MOST_IN_A_ROW = 16;

  /// How Netty says that there is none.
  private static final long NO_DEADLINE = -1;

  private static final int RUNNING = 0;
  private static final int STOPPING = 1;
  private static final int REFUSING = 2;
  private static final int ENDED = 3;

  private static final VarHandle OWNER;

  static {
    try {
      OWNER = MethodHandles.lookup().findVarHandle(Loop.class, "owner", Thread.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final String name;
  private final IoEventLoopGroup parent;
  private final LoopThreads threads;
  private final Watchdog watchdog;
  private final Starvation starvation;
  private final IoHandler io;
  private final Context context = new Context();
  private final Promise<Void> end = new DefaultPromise<>(GlobalEventExecutor.INSTANCE);

  /// What the loop has asked itself to do: work, and tasks. Used on the loop only.
  private final ArrayDeque<Object> own = new ArrayDeque<>();

  /// Work that follows from the work that was done last, and whether there may be some now. Used on
  /// the loop only.
  private @Nullable Work following;

  private boolean mayFollow;

  /// What others have asked it to do.
  private final Queue<Object> foreign = new ConcurrentLinkedQueue<>();

  /// The thread that has the loop; nobody before the loop begins.
  private volatile @Nullable Thread owner;

  /// Replaced as a whole when one is added.
  private volatile Tick[] ticks = {};

  private volatile Shift shift = new Shift(this);
  private volatile int state = RUNNING;

  Loop(
      String name,
      IoEventLoopGroup parent,
      LoopThreads threads,
      Watchdog watchdog,
      Starvation starvation,
      IoHandlerFactory factory) {
    super(parent);
    this.name = name;
    this.parent = parent;
    this.threads = threads;
    this.watchdog = watchdog;
    this.starvation = starvation;
    io = factory.newHandler(this);
  }

  /// What its thread is called.
  String name() {
    return name;
  }

  /// How often there was no memory for what the event loops of the server had to do, since their
  /// start.
  public int starvations() {
    return starvation.count();
  }

  /// Takes note that there was no memory for what an event loop had to do, of which somebody else
  /// has heard. Called by any thread; takes none.
  public void starved() {
    starvation.add();
  }

  /// Adds what is done again and again. Called by any thread.
  ///
  /// @param interval the time between two runs, in nanoseconds
  /// @return what turns it on, on the loop
  public synchronized Tick every(long interval, Runnable task) {
    var added = new Tick(this, interval, task);
    var more = Arrays.copyOf(ticks, ticks.length + 1);
    more[ticks.length] = added;
    ticks = more;
    return added;
  }

  /// The time of the loop, in nanoseconds.
  long time() {
    return ticker().nanoTime();
  }

  /// Starts the loop.
  void begin() {
    threads.execute(() -> run(shift, null));
  }

  /// The current time of a thread on this loop.
  Shift shift() {
    return shift;
  }

  /// Adds work, to be done soon. Called on the loop.
  public void add(Work work) {
    if (mayFollow && following == null) {
      following = work;
    } else {
      own.add(work);
    }
  }

  /// Adds work, to be done soon. Called by any thread.
  ///
  /// @throws RejectedExecutionException if the loop has ended
  public void resume(Work work) {
    if (isUndisputed()) {
      refuseWhenEnded();
      own.add(work);
    } else {
      offer(work);
    }
  }

  /// Tells whether the current thread has the loop and cannot lose it meanwhile: that happens
  /// during work only, which may well resume other work. A shift is set after its owner, and so
  /// read before.
  private boolean isUndisputed() {
    var current = shift;
    return inEventLoop() && !current.isAtWork();
  }

  /// Has another thread take the loop over, if it still carries the same work then; called by the
  /// watchdog. The loop is not taken away before that thread is there, so it is never without one.
  void handOver(Shift held, long working) {
    threads.execute(new HandOver(held, working));
  }

  /// No lambda: a first request that takes its time gets here, and linking one would add to it.
  private final class HandOver implements Runnable {
    private final Shift held;
    private final long working;

    HandOver(Shift held, long working) {
      this.held = held;
      this.working = working;
    }

    @Override
    public void run() {
      // First: nothing may fail between taking the loop and running it.
      var next = new Shift(Loop.this);
      if (held.takeAway(working)) {
        Loop.this.run(next, held.work());
      }
    }
  }

  /// Runs the loop until it ends or is taken away.
  ///
  /// @param abandoned the work for which another thread has lost the loop; `null` if none has
  private void run(Shift mine, @Nullable Work abandoned) {
    var former = owner;
    owner = Thread.currentThread();
    shift = mine;
    begin(former, abandoned);
    do {
      runIo();
      if (!runSafely(mine)) {
        return;
      }
    } while (state == RUNNING || !hasEnded(mine));
  }

  /// Nothing in here is worth to lose the loop for.
  private void begin(@Nullable Thread former, @Nullable Work abandoned) {
    try {
      if (former != null) {
        former.setName(name + "-held");
      }
      Thread.currentThread().setName(name);
    } catch (OutOfMemoryError nameless) {
      logFailure(nameless);
    }
    try {
      if (abandoned == null) {
        io.initialize();
      } else {
        abandoned.abandoned();
      }
    } catch (Throwable failure) {
      logFailure(failure);
    }
  }

  /// What a connection could not handle, for want of memory perhaps, is no end of the others.
  private void runIo() {
    try {
      io.run(context);
    } catch (Throwable failure) {
      logFailure(failure);
    }
  }

  /// No memory for a task is no end of the loop.
  ///
  /// @return `false` if the loop has been lost
  private boolean runSafely(Shift mine) {
    try {
      return runRound(mine);
    } catch (Throwable failure) {
      logFailure(failure);
      return !mine.isLost();
    }
  }

  /// @return `false` if the loop has been lost
  private boolean runRound(Shift mine) {
    var now = time();
    for (var tick : ticks) {
      if (tick.isDue(now)) {
        perform(tick);
      }
    }
    var due = pollScheduledTask(now);
    while (due != null) {
      own.add(due);
      due = pollScheduledTask(now);
    }
    for (var i = 0; i < MOST_IN_A_ROUND; i++) {
      var mineNext = own.poll();
      if (mineNext != null && !run(mine, mineNext)) {
        return false;
      }
      var foreignNext = foreign.poll();
      if (foreignNext != null) {
        if (!run(mine, foreignNext)) {
          return false;
        }
      } else if (mineNext == null) {
        break;
      }
    }
    return true;
  }

  private boolean run(Shift mine, Object next) {
    if (!(next instanceof Work work)) {
      perform((Runnable) next);
      return true;
    }
    var current = work;
    for (var row = 1; ; row++) {
      if (!carry(mine, current)) {
        return false;
      }
      mayFollow = row < MOST_IN_A_ROW;
      finish(current);
      mayFollow = false;
      var follower = following;
      if (follower == null) {
        return true;
      }
      following = null;
      current = follower;
    }
  }

  private void finish(Work work) {
    try {
      work.done();
    } catch (Throwable failure) {
      logFailure(failure);
    }
  }

  /// @return `false` if the loop has been lost
  private boolean carry(Shift mine, Work work) {
    var number = mine.begin(work);
    watchdog.active();
    try {
      work.carry(mine, number);
    } catch (Throwable failure) {
      logFailure(failure);
    }
    if (mine.end()) {
      return true;
    }
    // Unless the new thread has come already.
    OWNER.compareAndSet(this, Thread.currentThread(), null);
    try {
      work.late();
    } finally {
      mine.leave();
    }
    return false;
  }

  private void perform(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      logFailure(failure);
    }
  }

  private void logFailure(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      starvation.add();
      if (!starvation.isToBeTold()) {
        return;
      }
    }
    try {
      LoggerFactory.getLogger(Loop.class)
          .error("What an event loop has to do has failed.", failure);
    } catch (Throwable unsaid) {
      // There is no memory to say so, and the loop goes on.
    }
  }

  /// Closes what is open, runs what there is to do, and ends.
  ///
  /// @return `false` if the loop has been lost
  private boolean hasEnded(Shift mine) {
    cancelScheduledTasks();
    ticks = new Tick[0];
    io.prepareToDestroy();
    if (!own.isEmpty() || !foreign.isEmpty()) {
      return false;
    }
    state = REFUSING;
    // Whoever has added something meanwhile and could not take it back has it run.
    while (!own.isEmpty() || !foreign.isEmpty()) {
      if (!runRound(mine)) {
        return true;
      }
    }
    try {
      io.destroy();
    } finally {
      state = ENDED;
      end.setSuccess(null);
    }
    return true;
  }

  @Override
  public void execute(Runnable task) {
    if (isUndisputed()) {
      refuseWhenEnded();
      own.add(task);
    } else {
      offer(task);
    }
  }

  private void refuseWhenEnded() {
    if (state >= REFUSING) {
      throw new RejectedExecutionException("The event loop has ended.");
    }
  }

  private void offer(Object task) {
    refuseWhenEnded();
    foreign.add(task);
    if (state >= REFUSING && foreign.remove(task)) {
      throw new RejectedExecutionException("The event loop has ended.");
    }
    io.wakeup();
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    return thread == owner;
  }

  @Override
  public IoEventLoop next() {
    return this;
  }

  @Override
  public IoEventLoopGroup parent() {
    return parent;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  @Deprecated
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public Future<IoRegistration> register(IoHandle handle) {
    Promise<IoRegistration> promise = newPromise();
    if (inEventLoop()) {
      register(handle, promise);
    } else {
      execute(() -> register(handle, promise));
    }
    return promise;
  }

  private void register(IoHandle handle, Promise<IoRegistration> promise) {
    try {
      promise.setSuccess(io.register(handle));
    } catch (Throwable failure) {
      // Also for want of memory: who is not told does not close its socket.
      promise.setFailure(failure);
    }
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return io.isCompatible(handleType);
  }

  @Override
  public boolean isIoType(Class<? extends IoHandler> handlerType) {
    return io.getClass() == handlerType;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    if (inEventLoop()) {
      stop();
    } else {
      try {
        execute(this::stop);
      } catch (RejectedExecutionException ended) {
        // then there is nothing to stop
      }
    }
    return end;
  }

  private void stop() {
    if (state == RUNNING) {
      state = STOPPING;
    }
  }

  @Override
  @Deprecated
  public void shutdown() {
    var _ = shutdownGracefully();
  }

  @Override
  public Future<?> terminationFuture() {
    return end;
  }

  @Override
  public boolean isShuttingDown() {
    return state >= STOPPING;
  }

  @Override
  public boolean isShutdown() {
    return state >= REFUSING;
  }

  @Override
  public boolean isTerminated() {
    return state == ENDED;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return end.await(timeout, unit);
  }

  /// Tells the I/O handler for how long it may wait. Used on the loop only.
  private final class Context implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      return own.isEmpty() && foreign.isEmpty() && !hasScheduledTasks() && state == RUNNING;
    }

    @Override
    public long delayNanos(long systemTime) {
      var delay = Loop.this.delayNanos(systemTime, Long.MAX_VALUE);
      var now = systemTime - ticker().initialNanoTime();
      for (var tick : ticks) {
        if (tick.isOn()) {
          delay = Math.min(delay, Math.max(0, tick.due() - now));
        }
      }
      return delay;
    }

    @Override
    public long deadlineNanos() {
      var deadline = nextScheduledTaskDeadlineNanos();
      for (var tick : ticks) {
        if (tick.isOn() && (deadline == NO_DEADLINE || tick.due() < deadline)) {
          deadline = tick.due();
        }
      }
      return deadline;
    }
  }
}
