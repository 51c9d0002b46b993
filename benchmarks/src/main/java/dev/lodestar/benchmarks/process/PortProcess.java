package dev.lodestar.benchmarks.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A server in a process of its own, which listens where the environment variables `PORT` and
/// `LODESTAR_PORT` say, and ends at a signal.
public final class PortProcess implements AutoCloseable {
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

  private final String name;
  private final String path;
  private final Process process;
  private final InetSocketAddress address;
  private final long began;

  private PortProcess(
      String name, String path, Process process, InetSocketAddress address, long began) {
    this.name = name;
    this.path = path;
    this.process = process;
    this.address = address;
    this.began = began;
  }

  /// Starts a server. Nobody waits for it yet.
  ///
  /// @param name what it is called in messages
  /// @param command the program and its arguments
  /// @param path what {@link #awaitFirstAnswer} asks it for
  /// @param output the file that gets what it prints, errors too
  /// @return the process
  /// @throws IOException if the program cannot be started
  public static PortProcess start(String name, List<String> command, String path, File output)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    for (var variable : List.of("PORT", "LODESTAR_PORT")) {
      builder.environment().put(variable, Integer.toString(address.getPort()));
    }
    var began = System.nanoTime();
    return new PortProcess(name, path, builder.start(), address, began);
  }

  /// Asks again and again, until the answer is 200.
  ///
  /// @return how long it took since the start of the process
  /// @throws IOException if the process ends, another answer comes, or none within two minutes
  public Duration awaitFirstAnswer() throws IOException {
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IOException(
            name + " ended with " + process.exitValue() + " before its first answer.");
      }
      if (System.nanoTime() - began > LONGEST_START) {
        throw new IOException(name + " did not answer within two minutes.");
      }
      LockSupport.parkNanos(PAUSE);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// Asks once; `false` if nobody listens yet.
  private boolean answers() throws IOException {
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

  /// Returns where the server listens.
  ///
  /// @return an address without a path
  public URI uri() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  /// Returns the processor time that the process has taken so far.
  ///
  /// @return user and system time, in steps of the kernel's clock tick (10 ms)
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Returns the memory of the process that is in use at the moment.
  ///
  /// @return mebibytes; 0 where it is not told
  public long residentMebibytes() {
    return ServerProcess.residentMebibytes(process.pid());
  }

  /// Sends it the signal to stop, and ends it if it does not, with all that it has started.
  @Override
  public void close() {
    Families.end(Stream.of(process.toHandle()));
  }
}
