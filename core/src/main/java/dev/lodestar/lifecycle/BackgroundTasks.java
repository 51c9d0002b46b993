package dev.lodestar.lifecycle;

/// Tasks to run after the response of a request. Take it as a handler parameter:
///
/// ```java
/// @Post("/orders")
/// Order create(NewOrder order, BackgroundTasks tasks) {
///   var created = orders.add(order);
///   tasks.add("confirm order", () -> mails.confirm(created));
///   return created;
/// }
/// ```
///
/// The tasks of a request run one after the other, in the order in which they were added, on a
/// virtual thread, once the response was sent or the client has left. One that fails is logged with
/// its name and the id of the request, and the next one runs. If the request fails, that is, if an
/// exception becomes its response, the tasks that were added before are dropped.
///
/// A server that stops waits for tasks until its deadline; then they are interrupted, and what did
/// not run is logged. Tasks do not survive the process.
///
/// Thread-safe.
@FunctionalInterface
public interface BackgroundTasks {
  /// How many tasks a request may add.
  int MAX_TASKS = 100;

  /// A task.
  @FunctionalInterface
  interface Task {

    /// Runs the task.
    ///
    /// @throws Exception if it fails, which is logged
    void run() throws Exception;
  }

  /// Adds a task.
  ///
  /// @param name the name, for the log
  /// @param task the task
  /// @throws IllegalStateException if the request has added [#MAX_TASKS] already, or its tasks have
  ///   all run
  void add(String name, Task task);

  /// Adds a task without a name of its own.
  ///
  /// @param task the task
  /// @throws IllegalStateException as [#add(String, Task)] does
  default void add(Task task) {
    add("task", task);
  }
}
