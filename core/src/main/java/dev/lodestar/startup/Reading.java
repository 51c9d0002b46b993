package dev.lodestar.startup;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What a process has used at one moment. What cannot be told is -1.
///
/// @param nanos of a clock that only differences count of
/// @param cpuMillis processor time of all threads, those of the virtual machine included, in steps
///   of the system's clock tick
/// @param classes how many were loaded
/// @param allocated bytes on the heap
record Reading(long nanos, long cpuMillis, long classes, long allocated) {

  static Reading now() {
    var nanos = System.nanoTime();
    var cpu = ProcessHandle.current().info().totalCpuDuration();
    try {
      return new Reading(
          nanos,
          cpu.map(Duration::toMillis).orElse(-1L),
          ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount(),
          allocatedBytes());
    } catch (LinkageError noManagement) {
      // A run-time image may lack the modules.
      return new Reading(nanos, cpu.map(Duration::toMillis).orElse(-1L), -1, -1);
    }
  }

  private static long allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        ? threads.getTotalThreadAllocatedBytes()
        : -1;
  }

  /// What was used since an earlier reading.
  Reading since(Reading earlier) {
    return new Reading(
        nanos - earlier.nanos,
        difference(cpuMillis, earlier.cpuMillis),
        difference(classes, earlier.classes),
        difference(allocated, earlier.allocated));
  }

  private static long difference(long later, long earlier) {
    return later < 0 || earlier < 0 ? -1 : later - earlier;
  }
}
