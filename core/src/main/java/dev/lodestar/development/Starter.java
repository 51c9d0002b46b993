package dev.lodestar.development;

/// The command that has started this process and waits for its end, as `lodestar run` does for a
/// project. If it is killed, it cannot tell this process to end, which would go on and hold its
/// port.
///
/// Who asks whether [#PROPERTY] is there does not load this class.
public final class Starter {
  /// The system property that such a process has: the number of the process of the command.
  public static final String PROPERTY = "lodestar.run.starter";

  private static final long PAUSE_MILLIS = 500;
  private static final int FAILED = 1;

  private Starter() {}

  /// Ends this process, as if it was told to stop, when the command has ended. The standard input
  /// is the application's, and no file has to be shared: a process whose parent has ended gets
  /// another one at once.
  public static void watch() {
    var starter = Long.getLong(PROPERTY);
    if (starter != null) {
      Thread.ofPlatform().daemon().name("lodestar-run-starter").start(() -> endAfter(starter));
    }
  }

  private static void endAfter(long starter) {
    try {
      while (ProcessHandle.current().parent().filter(now -> now.pid() == starter).isPresent()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException ended) {
      return; // nobody does that
    }
    System.exit(FAILED);
  }
}
