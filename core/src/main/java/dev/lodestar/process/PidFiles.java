package dev.lodestar.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The PID files of a folder. Each change happens as a whole: whoever reads finds the file before
/// it or after it, never a part; and nobody takes the place of a file that is there.
final class PidFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StateFolder folder;

  PidFiles(StateFolder folder) {
    this.folder = folder;
  }

  /// What is in the place of a PID file.
  ///
  /// @param content nothing if there is no file, or what is there is none
  /// @param isBroken whether there is a file that says nothing
  record Found(Optional<PidFile> content, boolean isBroken) {
    static final Found NOTHING = new Found(Optional.empty(), false);
  }

  /// Reads the file of a name.
  ///
  /// @throws ManagementException if what is there is not this user's own file, or unreadable
  Found read(String name) {
    var file = folder.pidFile(name);
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw refused(
            file, attributes.isSymbolicLink() ? "is a symbolic link" : "is no regular file");
      }
      if (!StateFolder.isMine(file)) {
        throw refused(file, "belongs to the user " + StateFolder.owner(file));
      }
      if (attributes.size() > PidFile.MOST_BYTES) {
        return new Found(Optional.empty(), true);
      }
      var content = PidFile.read(bytes(file)).filter(read -> read.name().equals(name));
      return new Found(content, content.isEmpty());
    } catch (NoSuchFileException absent) {
      return Found.NOTHING;
    } catch (IOException failure) {
      throw new ManagementException(
          "The PID file '" + file + "' cannot be read: " + StateFolder.told(failure) + ".",
          failure);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (var channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      var buffer = ByteBuffer.allocate((int) Math.min(channel.size(), PidFile.MOST_BYTES));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until it is full
      }
      return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static ManagementException refused(Path file, String why) {
    return new ManagementException(
        "The PID file '"
            + file
            + "' "
            + why
            + ", so it is neither believed nor replaced. Find out who has put it there, and remove"
            + " it.");
  }

  /// Writes a file where there is none.
  ///
  /// @return `false` if there is one
  boolean create(PidFile content) {
    var file = folder.pidFile(content.name());
    try (var _ = changing(content.name())) {
      var whole = written(file, content);
      try {
        Files.createLink(file, whole);
        return true;
      } catch (FileAlreadyExistsException taken) {
        return false;
      } catch (UnsupportedOperationException noLinks) {
        return moved(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  /// Where there are no hard links, the lock is what keeps others away.
  private static boolean moved(Path whole, Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /// Replaces the file of the same instance.
  ///
  /// @return `false` if there is none any more
  boolean replace(PidFile content) {
    var file = folder.pidFile(content.name());
    try (var _ = changing(content.name())) {
      if (!isOf(content.instance(), content.name())) {
        return false;
      }
      var whole = written(file, content);
      try {
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  /// Removes the file of an instance, and nobody else's.
  void remove(PidFile content) {
    var file = folder.pidFile(content.name());
    try (var _ = changing(content.name())) {
      if (isOf(content.instance(), content.name())) {
        Files.deleteIfExists(file);
        removeSocket(content);
      }
    } catch (IOException failure) {
      throw new ManagementException(
          "The PID file '" + file + "' cannot be removed: " + StateFolder.told(failure) + ".",
          failure);
    }
  }

  /// Removes a file that says nothing.
  void removeBroken(String name) {
    try (var _ = changing(name)) {
      if (read(name).isBroken()) {
        Files.deleteIfExists(folder.pidFile(name));
      }
    } catch (IOException failure) {
      throw new ManagementException(
          "The PID file '"
              + folder.pidFile(name)
              + "' says nothing, and cannot be removed: "
              + StateFolder.told(failure)
              + ".",
          failure);
    }
  }

  private boolean isOf(String instance, String name) {
    return read(name).content().filter(there -> there.instance().equals(instance)).isPresent();
  }

  /// The socket of a process that was killed; only sockets are removed, whatever the file says.
  private static void removeSocket(PidFile content) throws IOException {
    if (content.control().isEmpty()) {
      return;
    }
    var socket = Path.of(content.control().get());
    try {
      if (Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        Files.delete(socket);
      }
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  private static Path written(Path file, PidFile content) throws IOException {
    var whole = file.resolveSibling(content.name() + "." + content.instance() + ".new");
    Files.deleteIfExists(whole);
    try (var channel =
        FileChannel.open(
            whole,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            StateFolder.onlyMine(whole, "rw-------"))) {
      var buffer = ByteBuffer.wrap(content.bytes());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
      return whole;
    } catch (IOException failure) {
      Files.deleteIfExists(whole);
      throw failure;
    }
  }

  private FileGuard changing(String name) throws IOException {
    return FileGuard.take(folder.lock(name, "file"), PATIENCE)
        .orElseThrow(() ->
            new ManagementException(
                "The PID file '"
                    + folder.pidFile(name)
                    + "' is being changed by another process for more than "
                    + PATIENCE.toSeconds()
                    + " seconds."));
  }

  private static ManagementException unwritable(Path file, IOException failure) {
    return new ManagementException(
        "The PID file '"
            + file
            + "' cannot be written: "
            + StateFolder.told(failure)
            + ". Make room or give permission, or choose another folder with the variable"
            + " LODESTAR_STATE.",
        failure);
  }
}
