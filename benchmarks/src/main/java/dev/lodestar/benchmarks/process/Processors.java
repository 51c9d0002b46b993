package dev.lodestar.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The processors, divided between server and client, so that neither takes time from the other.
/// Divided only where there are two or more and the command `taskset` exists.
///
/// @param server those of the server; empty if they are not divided
/// @param client those of the client; empty if they are not divided
public record Processors(List<Integer> server, List<Integer> client) {
  /// Copies the lists.
  public Processors {
    server = List.copyOf(server);
    client = List.copyOf(client);
  }

  /// Divides the processors that this process may run on.
  ///
  /// @return the first half for the server, the rest for the client
  public static Processors divide() {
    var all = allowed();
    if (all.size() < 2 || !Commands.exists("taskset")) {
      return new Processors(List.of(), List.of());
    }
    var half = all.size() / 2;
    return new Processors(all.subList(0, half), all.subList(half, all.size()));
  }

  private static List<Integer> allowed() {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Cpus_allowed_list:")) {
          return parse(line.substring(line.indexOf(':') + 1).strip());
        }
      }
      return List.of();
    } catch (IOException absent) {
      return List.of();
    }
  }

  /// Reads a list such as `0-3,6`.
  static List<Integer> parse(String list) {
    var numbers = new ArrayList<Integer>();
    for (var range : list.split(",", -1)) {
      var dash = range.indexOf('-');
      var first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      var last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      for (var number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /// Moves this process, which is the client or starts it, to the client's processors.
  ///
  /// @throws IOException if `taskset` fails
  /// @throws InterruptedException if the thread is interrupted
  public void moveClientHere() throws IOException, InterruptedException {
    if (!client.isEmpty()) {
      var own = Long.toString(ProcessHandle.current().pid());
      Commands.run(List.of("taskset", "-a", "-c", "-p", text(client), own));
    }
  }

  /// Returns a command that runs on the server's processors.
  ///
  /// @param command the command
  /// @return the command, behind `taskset` if the processors are divided
  public List<String> onServer(List<String> command) {
    var pinned = new ArrayList<String>();
    if (!server.isEmpty()) {
      pinned.addAll(List.of("taskset", "-c", text(server)));
    }
    pinned.addAll(command);
    return pinned;
  }

  /// Returns how many threads the client should have.
  ///
  /// @return one for each of its processors
  public int clientThreads() {
    return Math.max(1, client.size());
  }

  private static String text(List<Integer> numbers) {
    var text = new StringBuilder();
    for (var number : numbers) {
      text.append(text.isEmpty() ? "" : ",").append(number);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return server.isEmpty()
        ? "server and client share all processors"
        : "server on processor " + text(server) + ", client on processor " + text(client);
  }
}
