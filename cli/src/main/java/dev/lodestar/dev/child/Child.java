package dev.lodestar.dev.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.dev.build.Build;
import dev.lodestar.supervise.LineReader;
import dev.lodestar.supervise.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A process for the application, with class folders of its own, so that what it has not loaded yet
/// does not change while it finishes its requests. It stands by until it is told to go on.
/// Thread-safe.
public final class Child {
  /// How many of its last lines are kept, to be shown when it does not start: 200.
  public static final int MAX_LINES = 200;

  private final long number;
  private final Path folder;
  private final Process process;
  private final Tree family;
  private final LineReader output;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Map<String, byte[]>> contents;
  private @Nullable SocketChannel connection;
  private @Nullable String order;
  private volatile boolean released;
  private volatile OptionalInt debuggerPort = OptionalInt.empty();

  Child(
      long number,
      Path folder,
      Process process,
      String mark,
      List<Map<String, byte[]>> contents,
      ChildListener listener) {
    this.number = number;
    this.folder = folder;
    this.process = process;
    this.family = new Tree(process.toHandle(), mark);
    this.output = new LineReader(MAX_LINES, line -> printed(line, listener));
    this.contents = contents;
  }

  /// The folder of the classes of a module.
  static Path module(Path folder, int index) {
    return folder.resolve("classes" + index);
  }

  /// Returns its number: those that are started later have higher ones.
  ///
  /// @return the number
  public long number() {
    return number;
  }

  /// Returns the number of the process.
  ///
  /// @return the pid
  public long pid() {
    return process.pid();
  }

  /// Tells whether it was told to go on.
  ///
  /// @return whether it runs the application
  public boolean isReleased() {
    return released;
  }

  /// Tells whether the process lives.
  ///
  /// @return whether it has not ended
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Tells it that it will soon be told to run the application, so that it leaves the processor to
  /// the compiler. Has no effect if it does not stand by yet.
  public void expect() {
    lock.lock();
    try {
      if (connection != null && !released) {
        send(connection, "soon\n");
      }
    } finally {
      lock.unlock();
    }
  }

  /// Where a debugger can attach, once it has said so.
  OptionalInt debuggerPort() {
    return debuggerPort;
  }

  /// Tells it to run the application; it does once it stands by.
  ///
  /// @param built the classes, and which is started
  /// @param arguments of the main method
  /// @throws IOException if the classes cannot be written
  public void release(Build.Outcome.Built built, List<String> arguments) throws IOException {
    released = true;
    write(built.outputs());
    var words = new ArrayList<String>();
    words.add(built.mainClass());
    words.addAll(arguments);
    var line = new StringBuilder("go");
    for (var word : words) {
      line.append(' ').append(Base64.getEncoder().encodeToString(word.getBytes(UTF_8)));
    }
    lock.lock();
    try {
      order = line.append('\n').toString();
      sendOrder();
    } finally {
      lock.unlock();
    }
  }

  void standsBy(SocketChannel waiting) {
    lock.lock();
    try {
      connection = waiting;
      sendOrder();
    } finally {
      lock.unlock();
    }
  }

  private void sendOrder() {
    var to = connection;
    var what = order;
    if (to == null || what == null) {
      return;
    }
    order = null;
    send(to, what);
  }

  private static void send(SocketChannel to, String line) {
    try {
      for (ByteBuffer bytes = UTF_8.encode(line); bytes.hasRemaining(); ) {
        var _ = to.write(bytes);
      }
    } catch (IOException gone) {
      return; // its end is told
    }
  }

  /// Makes the folders hold exactly the given files.
  private void write(List<Map<String, byte[]>> wanted) throws IOException {
    for (var i = 0; i < wanted.size(); i++) {
      var before = i < contents.size() ? contents.get(i) : Map.<String, byte[]>of();
      write(module(folder, i), before, wanted.get(i));
    }
    contents = wanted;
  }

  static void write(Path root, Map<String, byte[]> before, Map<String, byte[]> after)
      throws IOException {
    var gone = new HashMap<>(before);
    for (var file : after.entrySet()) {
      var there = gone.remove(file.getKey());
      if (there == file.getValue() || Arrays.equals(there, file.getValue())) {
        continue;
      }
      var path = root.resolve(file.getKey());
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      Files.write(path, file.getValue());
    }
    for (var name : gone.keySet()) {
      Files.deleteIfExists(root.resolve(name));
    }
  }

  /// Hands on what it prints, until it ends.
  void pump() {
    output.read(process.getInputStream());
  }

  private void printed(String line, ChildListener listener) {
    if (DebuggerPort.told(line).isPresent()) {
      debuggerPort = DebuggerPort.told(line);
    } else {
      listener.printed(this, line);
    }
  }

  /// Returns the last lines that it has printed.
  ///
  /// @return at most [#MAX_LINES] lines
  public List<String> lastLines() {
    return output.lastLines().stream().filter(line -> DebuggerPort.told(line).isEmpty()).toList();
  }

  /// Asks it to stop, lets it finish its requests, and kills it when the time is over, with what it
  /// has started and left behind. Returns when it has ended.
  ///
  /// @param deadline how long it may take
  public void stop(Duration deadline) {
    var before = family.alive();
    if (released) {
      process.toHandle().destroy();
      waitFor(deadline);
    }
    kill();
    before.forEach(ProcessHandle::destroyForcibly);
  }

  /// Kills it and what it has started. Returns when it has ended.
  public void kill() {
    var all = family.alive();
    process.toHandle().destroyForcibly();
    waitFor(Duration.ofSeconds(5));
    all.forEach(ProcessHandle::destroyForcibly);
    // Some may have been started meanwhile.
    family.alive().forEach(ProcessHandle::destroyForcibly);
    close();
  }

  private void waitFor(Duration time) {
    try {
      var _ = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for its end.
  ///
  /// @return the exit code
  int awaitEnd() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException ignored) {
        // It has closed its output, so it is about to end.
      }
    }
  }

  /// Gives back what was held for it.
  void close() {
    lock.lock();
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException closedAnyway) {
      return;
    } finally {
      lock.unlock();
    }
    Folders.delete(folder);
  }

  @Override
  public String toString() {
    return "process " + pid();
  }
}
