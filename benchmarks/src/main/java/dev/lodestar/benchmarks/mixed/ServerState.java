package dev.lodestar.benchmarks.mixed;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.lodestar.benchmarks.process.ServerProcess;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What a process has at one moment of everything that could grow.
///
/// @param heap KiB of the heap that are in use after a collection, without those of Netty's pool
/// @param resident MiB of memory that the system has given to the process
/// @param pooled KiB of heap and direct memory that Netty's pool has taken
/// @param pinned KiB of direct memory of it that lie in buffers which nobody has released
/// @param direct KiB of direct memory that the virtual machine knows of
/// @param files open files, sockets among them
/// @param threads threads of the platform
/// @param virtualThreads virtual threads, waiting ones too
record ServerState(
    long heap,
    long resident,
    long pooled,
    long pinned,
    long direct,
    long files,
    long threads,
    long virtualThreads) {

  /// Looks at this process. One thread at a time may do so.
  static ServerState read(Path folder) throws IOException {
    for (var i = 0; i < 3; i++) {
      System.gc();
    }
    var pool = PooledByteBufAllocator.DEFAULT;
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    var pooledHeap = pool.metric().usedHeapMemory();
    return new ServerState(
        (heap - pooledHeap) >> 10,
        ServerProcess.residentMebibytes(ProcessHandle.current().pid()),
        (pooledHeap + pool.metric().usedDirectMemory()) >> 10,
        pool.pinnedDirectMemory() >> 10,
        directMemory() >> 10,
        openFiles(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        virtualThreads(folder));
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long openFiles() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  /// Nothing counts them but a dump of all threads, whose paragraphs begin like `#42 "name"
  /// virtual`.
  private static long virtualThreads(Path folder) throws IOException {
    var dump = folder.resolve("threads");
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (var lines = Files.lines(dump)) {
      return lines.filter(line -> line.startsWith("#") && line.contains("\" virtual")).count();
    }
  }

  /// Returns the numbers as a text that [#parse] understands.
  String text() {
    return LongStream.of(heap, resident, pooled, pinned, direct, files, threads, virtualThreads)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  static ServerState parse(String text) {
    var numbers = Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new ServerState(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7]);
  }
}
