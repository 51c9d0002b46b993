package browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Processes that are about to end.
public final class Processes {
  private static final long PATIENCE_IN_SECONDS = 60;

  private Processes() {}

  /// Waits until all of them have ended. One whose parent has ended stays listed until the first
  /// process of the system has asked for its exit code, which that of a container may never do.
  public static void awaitEnd(List<ProcessHandle> processes) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
    try {
      for (var process : processes) {
        while (process.isAlive() && !hasOnlyToBeAskedFor(process)) {
          if (System.nanoTime() - end > 0) {
            throw new AssertionError(process.info() + " does not end.");
          }
          Thread.sleep(10);
        }
      }
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasOnlyToBeAskedFor(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException unknown) {
      return false;
    }
  }
}
