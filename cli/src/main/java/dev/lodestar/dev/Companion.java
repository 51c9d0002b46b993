package dev.lodestar.dev;

import java.util.concurrent.CompletableFuture;

/// Something that runs beside the application for as long as the loop does, such as the server of a
/// front end's build tool. Companions are started in their order, before the application, and
/// closed in reverse order, after it.
public interface Companion extends AutoCloseable {

  /// Returns what it is called in messages.
  ///
  /// @return the name
  String name();

  /// Starts it, and returns when it is ready.
  ///
  /// @throws DevException if it does not become ready; what had been started of it has ended then
  /// @throws InterruptedException if the loop is told to stop meanwhile
  void start() throws DevException, InterruptedException;

  /// Returns what is completed with its exit code when it has ended by itself, which ends the loop
  /// with exit code 1.
  ///
  /// @return the end; asked for after [#start()]
  CompletableFuture<Integer> ended();

  /// Ends it, with everything that it has started. Returns when that is done.
  @Override
  void close();
}
