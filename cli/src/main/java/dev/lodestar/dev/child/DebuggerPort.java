package dev.lodestar.dev.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The port that debuggers attach to. It stays the same while processes come and go, each with a
/// port of its own: what arrives is handed to the process that has taken over last. A debugger
/// loses its connection when the next process takes over, as it does when a process ends.
/// Thread-safe.
public final class DebuggerPort implements AutoCloseable {
  /// How long a debugger waits for a process that it can be handed to: 30 seconds.
  public static final Duration WAITING_TIME = Duration.ofSeconds(30);

  private static final String PRINTED = "Listening for transport dt_socket at address: ";

  private final ServerSocket socket;
  private final Set<Bridge> bridges = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Child current;

  private DebuggerPort(ServerSocket socket) {
    this.socket = socket;
  }

  /// Opens the port, of the loopback address only: who reaches it can have the application do
  /// anything.
  ///
  /// @param port the number; 0 takes any that is free
  /// @return the open port
  /// @throws IOException if it cannot be had
  public static DebuggerPort open(int port) throws IOException {
    var opened = new DebuggerPort(new ServerSocket(port, 8, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("lodestar-dev-debugger").start(opened::accept);
    return opened;
  }

  /// Returns the number of the port.
  ///
  /// @return the number
  public int number() {
    return socket.getLocalPort();
  }

  /// Returns the options of Java with which a process can be handed debuggers.
  ///
  /// @return the options
  public List<String> options() {
    return List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
  }

  /// The port that a line of such a process tells, which is not for people.
  static OptionalInt told(String line) {
    if (!line.startsWith(PRINTED)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)));
    } catch (NumberFormatException somethingElse) {
      return OptionalInt.empty();
    }
  }

  /// Hands debuggers to another process from now on; those of the one before are let go.
  ///
  /// @param child the process
  public void become(Child child) {
    lock.lock();
    try {
      current = child;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    bridges.stream().filter(bridge -> bridge.child != child).forEach(Bridge::close);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var debugger = socket.accept();
        Thread.ofVirtual().name("lodestar-dev-debugger").start(() -> hand(debugger));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void hand(Socket debugger) {
    try (debugger) {
      var child = await();
      if (child == null) {
        return;
      }
      try (var application =
          new Socket(InetAddress.getLoopbackAddress(), child.debuggerPort().orElseThrow())) {
        var bridge = new Bridge(child, debugger, application);
        bridges.add(bridge);
        try {
          if (isCurrent(child)) {
            bridge.run();
          }
        } finally {
          bridges.remove(bridge);
        }
      }
    } catch (IOException gone) {
      return; // both sides see the end
    }
  }

  private boolean isCurrent(Child child) {
    lock.lock();
    try {
      return current == child;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a process that says where it can be debugged; null if none does in time.
  private @Nullable Child await() {
    var left = WAITING_TIME.toNanos();
    lock.lock();
    try {
      while (left > 0) {
        var child = current;
        if (child != null && child.isAlive() && child.debuggerPort().isPresent()) {
          return child;
        }
        // A process tells its port by a line of its output, which nobody signals.
        left -= TimeUnit.MILLISECONDS.toNanos(50);
        var _ = changed.await(50, TimeUnit.MILLISECONDS);
      }
      return null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // What it has handed over is let go next.
    }
    bridges.forEach(Bridge::close);
  }

  private static final class Bridge {
    private final Child child;
    private final Socket debugger;
    private final Socket application;

    Bridge(Child child, Socket debugger, Socket application) {
      this.child = child;
      this.debugger = debugger;
      this.application = application;
    }

    /// Returns when one of the two has closed.
    void run() {
      Thread.ofVirtual()
          .name("lodestar-dev-debugger-back")
          .start(() -> copy(application, debugger));
      copy(debugger, application);
    }

    private void copy(Socket from, Socket to) {
      try {
        var _ = from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException gone) {
        // As its end.
      } finally {
        close();
      }
    }

    void close() {
      for (var side : List.of(debugger, application)) {
        try {
          side.close();
        } catch (IOException closedAnyway) {
          // There is nothing more to give back.
        }
      }
    }
  }
}
