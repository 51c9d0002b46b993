package dev.lodestar.lifecycle;

/// Something that an application acquires when it starts and gives back when it stops: a connection
/// pool, a scheduler, a file lock.
///
/// ```java
/// static final Key<Pool> POOL = Key.of("pool", Pool.class);
///
/// Lodestar.app()
///     .lifespan("pool", context -> {
///       var pool = Pool.connect(url);
///       context.state().put(POOL, pool);
///       return pool;
///     });
/// ```
///
/// Lifespans start in the order of their registration, one after the other, before the socket is
/// bound. They are closed in reverse order, when requests, background tasks and events have ended
/// or their deadline has passed. If one fails to start, those that had started are closed in
/// reverse order, and nothing else: its own close, and lifespans after it, never run. Closing has
/// no time limit of its own.
///
/// An application may be started again after it has stopped, so this may be called several times,
/// though never while an earlier one is still open.
@FunctionalInterface
public interface Lifespan {

  /// Acquires what the application needs.
  ///
  /// @param context the state and the events of the application
  /// @return what gives it back; closed once. An exception of it is logged and keeps nothing else
  ///   from being closed
  /// @throws Exception if it cannot be acquired; the application does not start then
  AutoCloseable start(AppContext context) throws Exception;

  /// What an application does when it starts or stops.
  @FunctionalInterface
  interface Hook {

    /// Does it.
    ///
    /// @param context the state and the events of the application
    /// @throws Exception if it fails: at start, the application does not start; at stop, it is
    ///   logged
    void run(AppContext context) throws Exception;
  }
}
