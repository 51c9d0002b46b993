package dev.lodestar.dev.child;

import dev.lodestar.development.Development;
import dev.lodestar.supervise.Tree;
import java.io.File;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Starts processes for the application. Thread-safe.
public final class Children implements AutoCloseable {
  /// How processes are started.
  ///
  /// @param java the program and its options
  /// @param standby the class whose main method waits to be told what to run
  /// @param launcher says what has to stand behind a class path so that it has that class
  /// @param directory where they run
  /// @param environment variables that are set
  /// @param dropped variables that are taken away
  public record Launch(
      List<String> java,
      String standby,
      UnaryOperator<List<Path>> launcher,
      Path directory,
      Map<String, String> environment,
      List<String> dropped) {}

  /// How long a process that has ended may go on to print, on a busy machine or because something
  /// that has left it holds its output. Its last lines say why it has ended.
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private final Launch launch;
  private final ChildListener listener;
  private final LoopFolder folder;
  private final LoopSocket socket;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Child> living = new ConcurrentHashMap<>();
  private final ReentrantLock starting = new ReentrantLock();
  private volatile boolean closed;

  private Children(Launch launch, ChildListener listener, LoopFolder folder) throws IOException {
    this.launch = launch;
    this.listener = listener;
    this.folder = folder;
    this.socket = LoopSocket.open(folder.path(), new Reports());
  }

  /// Opens what processes report to, and deletes what earlier loops have left that were killed.
  ///
  /// @param launch how they are started
  /// @param listener what is told of them
  /// @return the processes, none yet
  /// @throws IOException if there is no folder for temporary files
  public static Children open(Launch launch, ChildListener listener) throws IOException {
    var folder = LoopFolder.make(Path.of(System.getProperty("java.io.tmpdir")));
    Thread.ofPlatform().daemon().name("lodestar-dev-leftovers").start(folder::deleteLeftovers);
    return new Children(launch, listener, folder);
  }

  private final class Reports implements LoopSocket.Listener {
    @Override
    public void standsBy(long number, SocketChannel connection) {
      var child = find(number);
      if (child != null) {
        child.standsBy(connection);
      }
    }

    @Override
    public void serves(long number, int port, String wantedHost, int wantedPort) {
      var child = find(number);
      if (child != null) {
        listener.serves(child, new ChildListener.Place(port, wantedHost, wantedPort));
      }
    }

    @Override
    public void described(long number, String document) {
      var child = find(number);
      if (child != null) {
        listener.described(child, document);
      }
    }
  }

  /// A process may say something before its start has returned.
  private @Nullable Child find(long number) {
    starting.lock();
    try {
      return living.get(number);
    } finally {
      starting.unlock();
    }
  }

  /// Starts a process that loads what every application needs, and waits to be told what to run.
  ///
  /// @param outputs what its class folders hold for now
  /// @param classPath what is behind them
  /// @param options more options of Java
  /// @param warm whether there is time to try out what is loaded, before it is told
  /// @return the process
  /// @throws IOException if it cannot be started
  public Child standby(
      List<Map<String, byte[]>> outputs, List<Path> classPath, List<String> options, boolean warm)
      throws IOException {
    var number = numbers.incrementAndGet();
    var own = folder.path().resolve("process" + number);
    try {
      return standby(number, own, outputs, classPath, options, warm);
    } catch (IOException failure) {
      Folders.delete(own); // the disk may be full
      throw failure;
    }
  }

  private Child standby(
      long number,
      Path own,
      List<Map<String, byte[]>> outputs,
      List<Path> classPath,
      List<String> options,
      boolean warm)
      throws IOException {
    var entries = new ArrayList<String>();
    for (var i = 0; i < outputs.size(); i++) {
      var module = Files.createDirectories(Child.module(own, i));
      Child.write(module, Map.of(), outputs.get(i));
      entries.add(module.toString());
    }
    classPath.forEach(entry -> entries.add(entry.toString()));
    launch.launcher().apply(classPath).forEach(entry -> entries.add(entry.toString()));
    var command = new ArrayList<>(launch.java());
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, entries));
    command.add(launch.standby());
    command.add(Development.PROPERTY + "=" + socket.property(number));
    command.add(warm ? "warm" : "cold");
    var builder =
        new ProcessBuilder(command)
            .directory(launch.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(nothing()));
    launch.dropped().forEach(builder.environment()::remove);
    var mark = UUID.randomUUID().toString();
    builder.environment().put(Tree.MARK, mark);
    // Somebody looks at what it logs, although it is no terminal that it writes to.
    builder.environment().putIfAbsent("LODESTAR_LOGGING_FORMAT", "console");
    builder.environment().putAll(launch.environment());
    var child = started(number, own, builder, mark, outputs);
    var output = Thread.ofPlatform().daemon().name("lodestar-dev-output").start(child::pump);
    Thread.ofPlatform().daemon().name("lodestar-dev-end").start(() -> attend(child, output));
    if (closed) {
      child.kill();
    }
    return child;
  }

  private Child started(
      long number, Path own, ProcessBuilder builder, String mark, List<Map<String, byte[]>> outputs)
      throws IOException {
    starting.lock();
    try {
      var child = new Child(number, own, builder.start(), mark, outputs, listener);
      living.put(number, child);
      return child;
    } finally {
      starting.unlock();
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private void attend(Child child, Thread output) {
    var exitCode = child.awaitEnd();
    living.remove(child.number());
    child.kill(); // what it has left behind would hold ports and files, and its output
    try {
      var _ = output.join(LAST_LINES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    listener.ended(child, exitCode);
  }

  /// Returns the processes that live.
  ///
  /// @return all of them
  public List<Child> living() {
    return List.copyOf(living.values());
  }

  /// Kills what lives still, and forgets everything.
  @Override
  public void close() {
    closed = true;
    living().forEach(Child::kill);
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // The folder is deleted next.
    }
    folder.close();
  }
}
