package dev.lodestar.benchmarks.soak;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Sends and fetches bodies that are far larger than the heap of the server, which is 64 MiB larger
/// than what the server needs when it is idle.
///
/// Argument: the size of the bodies in MiB, 2,048 unless it is given.
final class Transfers {
  private static final long MEBIBYTE = 1 << 20;
  private static final long ROOM = 64;

  private Transfers() {}

  @FunctionalInterface
  private interface Transfer {
    /// Returns how many bytes were transferred.
    long run(SoakClient client) throws IOException;
  }

  static void main(String... arguments) throws IOException {
    var size = (arguments.length == 0 ? 2_048 : Long.parseLong(arguments[0])) * MEBIBYTE;
    var file = Files.createTempFile("soak", ".bin");
    try {
      try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(size);
      }
      run(file, size);
    } finally {
      Files.delete(file);
    }
  }

  private static void run(Path file, long size) throws IOException {
    var baseline = baseline(file, size);
    var heap = (baseline + MEBIBYTE - 1) / MEBIBYTE + ROOM;
    System.out.printf(
        Locale.ROOT,
        "Java %s; load average %s. An idle server uses %.1f MiB of heap; this one has -Xmx%dm."
            + "%n%n|transfer of %d MiB|seconds|MiB/s|CPU s|resident MiB|%n|---|---:|---:|---:|---:|%n",
        Runtime.version(),
        ClassPath.loadAverage(),
        mebibytes(baseline),
        heap,
        size / MEBIBYTE);
    try (var server = SoakServer.start(file, size, List.of("-Xmx" + heap + "m"))) {
      measure(server, "upload, length announced", size, c -> Long.parseLong(c.upload(size, false)));
      measure(server, "upload, chunked", size, c -> Long.parseLong(c.upload(size, true)));
      measure(server, "download of a file", size, c -> c.download("/file"));
      measure(server, "download of a stream, chunked", size, c -> c.download("/stream"));
      measure(server, "download of a stream, length announced", size, c -> c.download("/sized"));
      var used = SoakClient.heap(server.uri());
      System.out.printf(
          Locale.ROOT,
          "%nHeap in use afterwards: %.1f MiB. Load average at the end: %s.%n",
          mebibytes(used.used()),
          ClassPath.loadAverage());
    }
  }

  /// The bytes of the heap that a server uses that has answered something.
  private static long baseline(Path file, long size) throws IOException {
    try (var server = SoakServer.start(file, size, List.of())) {
      warmUp(server.uri());
      return SoakClient.heap(server.uri()).used();
    }
  }

  private static void warmUp(URI server) throws IOException {
    try (var client = new SoakClient(server)) {
      for (var i = 0; i < 1_000; i++) {
        client.text("/");
      }
    }
  }

  private static void measure(ServerProcess server, String name, long size, Transfer transfer)
      throws IOException {
    var cpu = server.cpu();
    var start = System.nanoTime();
    try (var client = new SoakClient(server.uri())) {
      var transferred = transfer.run(client);
      if (transferred != size) {
        throw new IOException(name + ": " + transferred + " bytes instead of " + size);
      }
    }
    var seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "|%s|%.1f|%.0f|%.1f|%d|%n",
        name,
        seconds,
        mebibytes(size) / seconds,
        server.cpu().minus(cpu).toMillis() / 1e3,
        server.residentMebibytes());
  }

  private static double mebibytes(long bytes) {
    return (double) bytes / MEBIBYTE;
  }
}
