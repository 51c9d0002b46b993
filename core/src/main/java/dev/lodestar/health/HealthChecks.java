package dev.lodestar.health;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Checks that many applications need.
///
/// ```java
/// Lodestar.app()
///     .health(Health.standard())
///     .healthCheck(
///         HealthChecks.diskSpace(Path.of("/var/lib/shop"), 100_000_000),
///         HealthChecks.deadlock());
/// ```
public final class HealthChecks {
  private static final int PERCENT = 100;

  private HealthChecks() {}

  /// Checks whether there is room on a disk. It counts for [readiness][Probe#READINESS], and is
  /// called `disk-space`.
  ///
  /// @param folder a folder or file on the disk
  /// @param leastFree how many bytes have to be free
  /// @return the check; its details are `freeBytes` and `totalBytes`
  /// @throws IllegalArgumentException if the number is not positive
  public static HealthCheck diskSpace(Path folder, long leastFree) {
    requireNonNull(folder, "folder");
    if (leastFree <= 0) {
      throw new IllegalArgumentException(
          "The free bytes of a disk to ask for are " + leastFree + "; ask for one or more.");
    }
    return HealthCheck.ready(
        "disk-space",
        () -> {
          var store = Files.getFileStore(folder);
          var free = store.getUsableSpace();
          return CheckResult.upIf(
                  free >= leastFree,
                  "There are " + free + " bytes free, which is less than " + leastFree + ".")
              .with("freeBytes", free)
              .with("totalBytes", store.getTotalSpace());
        });
  }

  /// Checks how much of the heap the last garbage collection has left in use. While it is more than
  /// allowed, the application is [degraded][HealthStatus#DEGRADED]: a collection may find room yet.
  /// It counts for [readiness][Probe#READINESS], and is called `memory`. It needs the module
  /// `java.management`.
  ///
  /// @param mostPercent how many percent of the most that the heap may have, 1 to 100
  /// @return the check; its details are `usedBytes` and `maxBytes`
  /// @throws IllegalArgumentException if the number is out of its range
  public static HealthCheck memory(int mostPercent) {
    if (mostPercent < 1 || mostPercent > PERCENT) {
      throw new IllegalArgumentException(
          "The part of the heap that may be in use is " + mostPercent + " percent; say 1 to 100.");
    }
    return HealthCheck.ready("memory", () -> memoryIn(mostPercent)).notCritical();
  }

  private static CheckResult memoryIn(int mostPercent) {
    var used = 0L;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      used += afterCollection(pool);
    }
    var most = Runtime.getRuntime().maxMemory();
    var result =
        used > most / PERCENT * mostPercent
            ? CheckResult.degraded(
                "After the last collection, more than "
                    + mostPercent
                    + " percent of the heap were in use.")
            : CheckResult.up();
    return result.with("usedBytes", used).with("maxBytes", most);
  }

  private static long afterCollection(MemoryPoolMXBean pool) {
    if (pool.getType() != MemoryType.HEAP) {
      return 0;
    }
    var usage = pool.getCollectionUsage();
    return usage == null ? 0 : usage.getUsed();
  }

  /// Checks whether threads of the system wait for each other for ever, which only a new process
  /// mends. It counts for [liveness][Probe#LIVENESS], and is called `deadlock`. Virtual threads
  /// that do so are not found. It needs the module `java.management`.
  ///
  /// @return the check; its message names the threads
  public static HealthCheck deadlock() {
    return HealthCheck.live("deadlock", HealthChecks::deadlocked);
  }

  private static CheckResult deadlocked() {
    var threads = ManagementFactory.getThreadMXBean();
    var ids =
        threads.isSynchronizerUsageSupported()
            ? threads.findDeadlockedThreads()
            : threads.findMonitorDeadlockedThreads();
    if (ids == null) {
      return CheckResult.up();
    }
    var names = new ArrayList<String>();
    for (var thread : threads.getThreadInfo(ids)) {
      if (thread != null) {
        names.add("'" + thread.getThreadName() + "'");
      }
    }
    return CheckResult.down(
        "These threads wait for each other for ever: " + String.join(", ", names) + ".");
  }
}
