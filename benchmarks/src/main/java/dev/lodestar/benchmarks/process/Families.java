package dev.lodestar.benchmarks.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Processes with all that they have started.
public final class Families {
  private static final long SECONDS_TO_STOP = 20;

  private Families() {}

  /// Sends each process the signal to stop, and kills what is left of them and of all that they
  /// have started, when they have ended or have had 20 seconds for it.
  ///
  /// @param processes the first of each family
  public static void end(Stream<ProcessHandle> processes) {
    var heads = processes.toList();
    // A process that has lost its parent is not found any more.
    List<ProcessHandle> members = heads.stream().flatMap(ProcessHandle::descendants).toList();
    heads.forEach(ProcessHandle::destroy);
    var ends = heads.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stillThere) {
      // They are killed.
    }
    heads.forEach(ProcessHandle::destroyForcibly);
    members.forEach(ProcessHandle::destroyForcibly);
  }
}
