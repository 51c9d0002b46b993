package dev.lodestar.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Whether a port can be listened on. Whoever has it is named where the system tells, and never
/// touched, whatever it answers.
public final class PortCheck {
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  private PortCheck() {}

  /// Refuses a port that is taken. One that is free may be taken a moment later; who binds it then
  /// finds out.
  ///
  /// @param host the address to listen on, such as `127.0.0.1`. One that this machine does not have
  ///   counts as free
  /// @param port the port; 0, which stands for any, is always free
  /// @throws PortTakenException if somebody listens there; the message names the process where the
  ///   system tells
  public static void check(String host, int port) {
    if (port == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // what is left of old connections is in nobody's way
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException taken) {
      var reason = String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT);
      if (reason.contains("in use")) {
        throw new PortTakenException(
            "The port "
                + port
                + " of "
                + host
                + " is taken"
                + holder(port).map(process -> " by " + described(process)).orElse("")
                + ". It was left alone; choose another port, or stop it yourself.",
            host,
            port);
      }
      // Anything else is told by the application itself, which may know better.
    } catch (IOException | IllegalArgumentException unknown) {
      // The same.
    }
  }

  private static String described(ProcessHandle process) {
    return "the process "
        + process.pid()
        + process.info().command().map(command -> " (" + command + ")").orElse("");
  }

  /// The process that listens on a port, where the system tells this user.
  private static Optional<ProcessHandle> holder(int port) {
    var inode = inode("/proc/net/tcp", port).or(() -> inode("/proc/net/tcp6", port));
    return inode.flatMap(number ->
        ProcessHandle.allProcesses()
            .filter(process -> hasOpen(process.pid(), "socket:[" + number + "]"))
            .findFirst());
  }

  private static Optional<String> inode(String table, int port) {
    var suffix = ":%04X".formatted(port);
    try (var lines = Files.lines(Path.of(table))) {
      return lines
          .map(line -> line.strip().split(" +", -1))
          .filter(cells -> cells.length > INODE)
          .filter(cells -> cells[LOCAL_ADDRESS].endsWith(suffix) && cells[STATE].equals(LISTENING))
          .map(cells -> cells[INODE])
          .findFirst();
    } catch (IOException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  private static boolean hasOpen(long pid, String target) {
    try (var files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (var file : files) {
        if (Files.readSymbolicLink(file).toString().equals(target)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException secret) {
      return false;
    }
    return false;
  }
}
