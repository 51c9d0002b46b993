package dev.lodestar.server.exchange;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.ContentMemory;
import dev.lodestar.server.loop.Loop;
import dev.lodestar.server.loop.Tick;
import dev.lodestar.server.websocket.SpareCoders;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What the connections of one event loop share. Used on that event loop only, [#execute(Runnable)]
/// apart.
public final class LoopContext {
  private static final long LONGEST_TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  /// Made before there is no memory for it.
  private static final Consumer<LiveConnection> RELIEF = new Relief();

  private final Loop eventLoop;
  private final HttpApplication application;
  private final ServerOptions options;
  private final BodyPlan bodyPlan;
  private final Connections count;
  private final Load load;
  private final RequestThreads threads;

  /// In order, and gone through without taking memory.
  private final Set<LiveConnection> connections = Collections.newSetFromMap(new LinkedHashMap<>());

  private final long headerTimeout;
  private final long bodyTimeout;
  private final long idleTimeout;
  private final long writeTimeout;
  private final long rateWindow;
  private final long tick;
  private byte[] receiveArray = new byte[1 << 14];
  private final ContentMemory contentMemory = new ContentMemory();
  private long now = System.nanoTime();

  /// Looks for time-outs, while there are connections, or tasks that found no thread.
  private final Tick ticker;

  /// The connections that are looked at.
  private final List<LiveConnection> looked = new ArrayList<>();

  /// How often event loops had no memory, as far as that has been seen to.
  private int starvations;

  /// What found no thread for want of memory. Guarded by itself.
  private final Queue<Runnable> unstarted = new ArrayDeque<>();

  private boolean drained;

  /// Made for the first WebSocket.
  private @Nullable SpareCoders spareCoders;

  public LoopContext(
      Loop eventLoop,
      HttpApplication application,
      ServerOptions options,
      Connections count,
      Load load,
      RequestThreads threads) {
    this.eventLoop = eventLoop;
    this.application = application;
    this.options = options;
    bodyPlan = new BodyPlan(options.maxBodySize(), false);
    this.count = count;
    this.load = load;
    this.threads = threads;
    headerTimeout = nanos(options.headerTimeout());
    bodyTimeout = nanos(options.bodyTimeout());
    idleTimeout = nanos(options.idleTimeout());
    writeTimeout = nanos(options.writeTimeout());
    rateWindow = nanos(options.overload().rateWindow());
    var shortest =
        Math.min(
            Math.min(Math.min(headerTimeout, bodyTimeout), Math.min(idleTimeout, writeTimeout)),
            rateWindow);
    if (options.tls().isPresent()) {
      shortest = Math.min(shortest, nanos(options.tls().get().handshakeTimeout()));
    }
    tick = Math.clamp(shortest / 4, SHORTEST_TICK, LONGEST_TICK);
    ticker = eventLoop.every(tick, this::tick);
  }

  /// No time-out is longer than a century, so that sums cannot overflow.
  private static long nanos(Duration timeout) {
    return timeout.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT.toNanos() : timeout.toNanos();
  }

  /// The event loop itself.
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /// Runs a task on the event loop; called by any thread.
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  public HttpApplication application() {
    return application;
  }

  public ServerOptions options() {
    return options;
  }

  /// How bodies are received where the application has no opinion.
  public BodyPlan bodyPlan() {
    return bodyPlan;
  }

  public RequestThreads threads() {
    return threads;
  }

  public long headerTimeout() {
    return headerTimeout;
  }

  public long bodyTimeout() {
    return bodyTimeout;
  }

  public long idleTimeout() {
    return idleTimeout;
  }

  public long writeTimeout() {
    return writeTimeout;
  }

  /// The time of the last tick.
  public long now() {
    return now;
  }

  public Connections count() {
    return count;
  }

  public Load load() {
    return load;
  }

  /// Looks at how fast a body comes.
  public Rate bodyRate() {
    return new Rate(options.overload().minBodyRate(), rateWindow);
  }

  /// Looks at how fast a body comes of which [Load#leastRate(long)] alone says how fast it has to.
  public Rate keptRate() {
    return new Rate(0, rateWindow);
  }

  /// Looks at how fast a response is taken.
  public Rate responseRate() {
    return new Rate(options.overload().minResponseRate(), rateWindow);
  }

  /// Runs each task on a virtual thread of the event loop; called by any thread. One for which
  /// there is no memory runs later.
  public Executor handlers() {
    return task -> execute(() -> begin(task));
  }

  /// Runs a task on a virtual thread; called on the event loop. If there is no memory for that, it
  /// runs later.
  void begin(Runnable task) {
    try {
      threads.start(task, () -> postpone(task));
    } catch (OutOfMemoryError full) {
      postpone(task);
      startTicks();
    }
  }

  /// Called by any thread.
  private void postpone(Runnable task) {
    load.memoryHasRunOut();
    synchronized (unstarted) {
      unstarted.add(task);
    }
  }

  private void beginPostponed() {
    List<Runnable> due;
    synchronized (unstarted) {
      if (unstarted.isEmpty()) {
        return;
      }
      due = List.copyOf(unstarted);
      unstarted.clear();
    }
    for (var task : due) {
      begin(task);
    }
  }

  private boolean hasPostponed() {
    synchronized (unstarted) {
      return !unstarted.isEmpty();
    }
  }

  /// What the WebSockets of the event loop compress with.
  public SpareCoders spareCoders() {
    var known = spareCoders;
    if (known == null) {
      known = new SpareCoders();
      spareCoders = known;
    }
    return known;
  }

  /// The array that received bytes are read into.
  public byte[] receiveArray(int size) {
    if (receiveArray.length < size) {
      receiveArray = new byte[size];
    }
    return receiveArray;
  }

  /// What the content of responses is written into that is copied when it is sent.
  public ContentMemory contentMemory() {
    return contentMemory;
  }

  public void opened(LiveConnection connection) {
    connections.add(connection);
    startTicks();
  }

  private void startTicks() {
    if (!ticker.isOn()) {
      now = System.nanoTime();
      ticker.start();
    }
  }

  public void closed(LiveConnection connection) {
    connections.remove(connection);
  }

  /// The moment at which a time-out that starts now is over. The clock of time-outs moves at each
  /// tick only, so that requests need not read the time; time-outs are late by up to two ticks, and
  /// never early.
  public long deadline(long timeout) {
    return now + tick + timeout;
  }

  private void tick() {
    try {
      now = System.nanoTime();
      // First, since everything else may take memory.
      relieveStarved();
      beginPostponed();
      if (connections.isEmpty() && !hasPostponed()) {
        ticker.stop();
        return;
      }
      looked.addAll(connections);
      for (var connection : looked) {
        look(connection);
      }
      load.tick(now);
      if (count.isCrowded()) {
        closeIdle();
      }
    } catch (OutOfMemoryError full) {
      load.memoryHasRunOut();
      // The event loop counts it, so that bodies are let go of at the next tick.
      throw full;
    } catch (LinkageError unloaded) {
      // What could not be loaded for want of memory may be at the next tick.
      load.memoryHasRunOut();
    } catch (RuntimeException | Error failure) {
      report(failure);
    } finally {
      looked.clear();
    }
  }

  private static void report(Throwable failure) {
    try {
      LoggerFactory.getLogger(LoopContext.class).error("A look for time-outs failed.", failure);
    } catch (OutOfMemoryError unsaid) {
      // There is no memory to say so, and the next look comes.
    }
  }

  /// Lets go of bodies if an event loop had no memory for its own work. Takes none.
  private void relieveStarved() {
    var count = eventLoop.starvations();
    if (count != starvations) {
      starvations = count;
      load.memoryHasRunOut();
      connections.forEach(RELIEF);
    }
  }

  /// No lambda: one would cost every start more.
  private static final class Relief implements Consumer<LiveConnection> {
    @Override
    public void accept(LiveConnection connection) {
      connection.relieve();
    }
  }

  /// Takes note of what a connection is about to be closed for, so that there is memory to do so.
  public void failing(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      load.memoryHasRunOut();
      eventLoop.starved();
    }
  }

  /// Takes note of what a connection was closed for. That a client has gone is no failure.
  public void failed(Channel channel, Throwable failure) {
    if (!(failure instanceof IOException)) {
      LoggerFactory.getLogger(LoopContext.class)
          .error(
              "connection_failed {} It is closed after a failure of the server.", channel, failure);
    }
  }

  /// One connection that fails is no reason to forget the time-outs of the others.
  private void look(LiveConnection connection) {
    try {
      connection.tick(now);
    } catch (RuntimeException | Error failure) {
      failing(failure);
      connection.interrupt();
      LoggerFactory.getLogger(LoopContext.class)
          .error("connection_failed in a look for time-outs; it is closed", failure);
    }
  }

  /// Closes those of the idle connections that have been idle for the longest time, a part of all
  /// at a time, to make room for new ones.
  public void closeIdle() {
    var idle = new ArrayList<LiveConnection>();
    for (var connection : connections) {
      if (connection.idleUntil() != LiveConnection.NOT_IDLE) {
        idle.add(connection);
      }
    }
    // Times of System.nanoTime() are compared by their difference.
    idle.sort((one, other) -> Long.signum(one.idleUntil() - other.idleUntil()));
    var most = 1 + connections.size() / 16;
    for (var connection : idle.subList(0, Math.min(most, idle.size()))) {
      connection.drain();
    }
  }

  /// Closes idle connections, and the others after their next response.
  public void drain() {
    drained = true;
    for (var connection : snapshot()) {
      connection.drain();
    }
  }

  /// Tells whether [#drain()] has been called.
  public boolean isDrained() {
    return drained;
  }

  /// Closes all connections.
  public void closeAll() {
    for (var connection : snapshot()) {
      connection.interrupt();
    }
    if (spareCoders != null) {
      spareCoders.close();
    }
  }

  private List<LiveConnection> snapshot() {
    return new ArrayList<>(connections);
  }
}
