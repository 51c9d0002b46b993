package dev.lodestar.dev.child;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder for temporary files of a loop and of the processes that it has started. All of them
/// share a lock on a file in it, which the system takes from a process that ends, however that
/// happens. So a folder whose lock nobody has was left by a loop that was killed.
public final class LoopFolder implements AutoCloseable {
  private static final String PREFIX = "lodestar-dev";
  private static final String LOCK = "alive.lock";

  /// Closed by the end of the process, and not when nobody refers to it any more.
  private static final Set<FileChannel> USED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Optional<FileChannel> lock;

  private LoopFolder(Path path, Optional<FileChannel> lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes a folder.
  ///
  /// @param temporary the folder for temporary files
  static LoopFolder make(Path temporary) throws IOException {
    var path = Files.createTempDirectory(temporary, PREFIX);
    return new LoopFolder(path, lock(path));
  }

  /// Locked before it has its name: a folder without that name is never taken for a leftover.
  private static Optional<FileChannel> lock(Path folder) {
    var unnamed = folder.resolve("new.lock");
    try {
      var channel =
          FileChannel.open(
              unnamed,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      var _ = channel.lock(0, Long.MAX_VALUE, true);
      Files.move(unnamed, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(channel);
    } catch (IOException noLocks) {
      return Optional.empty(); // it stays, if this process is killed
    }
  }

  /// Says that this process uses the folder of the loop that has started it, as long as it lives.
  ///
  /// @param folder the folder
  public static void use(Path folder) {
    try {
      var channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      var _ = channel.tryLock(0, Long.MAX_VALUE, true);
      USED.add(channel);
    } catch (IOException noLocks) {
      return; // the loop has none either, or has ended, and this process is about to
    }
  }

  Path path() {
    return path;
  }

  /// Deletes what loops of this user have left behind that were killed, with all their processes.
  void deleteLeftovers() {
    var temporary = path.getParent();
    if (temporary == null || lock.isEmpty()) {
      return;
    }
    try (var folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      var user = Files.getOwner(path);
      for (var folder : folders) {
        if (!folder.equals(path)
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
          deleteIfLeft(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException | UnsupportedOperationException unknown) {
      return; // another loop may do it
    }
  }

  private static void deleteIfLeft(Path folder) {
    var lock = folder.resolve(LOCK);
    if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var channel =
            FileChannel.open(lock, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        var taken = channel.tryLock()) {
      if (taken != null) {
        delete(folder, lock);
      }
    } catch (IOException | OverlappingFileLockException used) {
      return; // or another loop is about to delete it
    }
  }

  /// The lock goes last: what is broken off is found again.
  private static void delete(Path folder, Path lock) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        if (!entry.equals(lock)) {
          Folders.delete(entry);
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    Folders.delete(folder);
  }

  /// Deletes the folder.
  @Override
  public void close() {
    Folders.delete(path);
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException closedAnyway) {
        return;
      }
    }
  }
}
