package dev.lodestar.benchmarks.startup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program whose start is measured. It listens where `LODESTAR_PORT` says and answers `/` with
/// 200.
///
/// @param name what it is called in the table
/// @param path what to ask it for
/// @param command the program and its arguments
record Candidate(String name, String path, List<String> command) {
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

  /// One start.
  ///
  /// @param milliseconds from the start of the process to the end of the first answer
  /// @param cpu the processor time it took until then, in milliseconds
  /// @param residentMebibytes the memory of the process after the first answer
  record Start(double milliseconds, long cpu, long residentMebibytes) {}

  Start start() throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LODESTAR_PORT", Integer.toString(address.getPort()));
    var began = System.nanoTime();
    var process = builder.start();
    try {
      awaitFirstAnswer(process, address, began + LONGEST_START);
      var milliseconds = (System.nanoTime() - began) / 1e6;
      var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
      return new Start(milliseconds, cpu, ServerProcess.residentMebibytes(process.pid()));
    } finally {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private void awaitFirstAnswer(Process process, InetSocketAddress address, long deadline)
      throws IOException {
    while (!answers(address)) {
      if (!process.isAlive()) {
        throw new IOException(name + " ended before its first answer.");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " did not answer in time.");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /// Asks once; `false` if nobody listens yet.
  private boolean answers(InetSocketAddress address) throws IOException {
    try (var socket = new Socket()) {
      try {
        socket.connect(address);
      } catch (IOException nobodyListens) {
        return false;
      }
      var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      var start = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      if (!start.equals("HTTP/1.1 200")) {
        throw new IOException(name + " answers " + path + " with '" + start + "'.");
      }
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
