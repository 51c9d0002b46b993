package dev.lodestar.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps other threads and processes away while it is open. The system lets go of it when the
/// process ends, however that happens, so no guard is ever stale.
final class FileGuard implements AutoCloseable {
  private static final long PAUSE_IN_MILLIS = 10;

  /// Locks of files belong to the process, and closing any channel of a file gives them up: within
  /// the process only one thread at a time may open it.
  private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore own;
  private final FileChannel channel;

  private FileGuard(Semaphore own, FileChannel channel) {
    this.own = own;
    this.channel = channel;
  }

  /// Takes a guard.
  ///
  /// @param patience how long to wait for others, at most
  /// @return nothing if the time was over, or the thread was interrupted
  static Optional<FileGuard> take(Path file, Duration patience) throws IOException {
    var end = System.nanoTime() + patience.toNanos();
    var own = IN_THIS_PROCESS.computeIfAbsent(file, _ -> new Semaphore(1));
    try {
      if (!own.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    var guard = Optional.<FileGuard>empty();
    try {
      guard = lockedBefore(end, file, own);
      return guard;
    } finally {
      if (guard.isEmpty()) {
        own.release();
      }
    }
  }

  private static Optional<FileGuard> lockedBefore(long end, Path file, Semaphore own)
      throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
            StateFolder.onlyMine(file, "rw-------"));
    try {
      while (channel.tryLock() == null) {
        if (System.nanoTime() - end >= 0) {
          channel.close();
          return Optional.empty();
        }
        Thread.sleep(PAUSE_IN_MILLIS);
      }
      return Optional.of(new FileGuard(own, channel));
    } catch (InterruptedException interrupted) {
      channel.close();
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      own.release();
    }
  }
}
