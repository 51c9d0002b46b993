package dev.lodestar.server;

import dev.lodestar.engine.UnixSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The file of a Unix domain socket. The socket is made in a folder that only this user can enter,
/// gets its permissions there, and is then moved to its place: at no moment may somebody connect
/// who must not, and whoever finds the file finds a server that listens.
final class UnixSocketFile {
  /// The part of a file's mode that says what it is, and what it is of a socket (POSIX).
  private static final int FILE_TYPE = 0170000;

  private static final int SOCKET = 0140000;

  private final UnixSocket socket;
  private final Path folder;
  private @Nullable Object fileKey;

  private UnixSocketFile(UnixSocket socket, Path folder) {
    this.socket = socket;
    this.folder = folder;
  }

  /// Makes room for a socket.
  ///
  /// @throws IOException if its place is taken; the message says by what
  static UnixSocketFile prepare(UnixSocket socket) throws IOException {
    var path = socket.path().toAbsolutePath();
    var parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException(
          "The Unix domain socket "
              + path
              + " cannot be made: there is no folder "
              + parent
              + "; create it.");
    }
    checkPlace(path);
    var folder =
        parent.resolve("." + Integer.toString(ThreadLocalRandom.current().nextInt(46_656), 36));
    try {
      if (isPosix(parent)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
    } catch (AccessDeniedException denied) {
      throw new IOException(
          "The Unix domain socket "
              + path
              + " cannot be made: this user may not write to the folder "
              + parent
              + ".",
          denied);
    } catch (IOException unknown) {
      throw new IOException(
          "The Unix domain socket "
              + path
              + " cannot be made: no folder can be made in "
              + parent
              + " ("
              + unknown
              + ").",
          unknown);
    }
    return new UnixSocketFile(socket, folder);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// A pipe or a device is as other as a socket is, and refuses connections like one without a
  /// server.
  private static boolean isOtherThanSocket(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode
        && (mode & FILE_TYPE) != SOCKET;
  }

  /// A socket without a server behind it, which a crash has left, is in nobody's way.
  private static void checkPlace(Path path) throws IOException {
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isOther() || isOtherThanSocket(path)) {
        throw new IOException(
            "The file "
                + path
                + " is no Unix domain socket, so it is not replaced; remove it, or choose another"
                + " path.");
      }
    } catch (NoSuchFileException free) {
      return;
    }
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A server that accepts nobody, since it hangs, must not keep this one waiting.
      probe.configureBlocking(false);
      var _ = probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException dead) {
      return;
    } catch (IOException unknown) {
      throw new IOException(
          "It cannot be found out whether a server listens on the Unix domain socket "
              + path
              + " ("
              + unknown.getMessage()
              + "); remove the file if none does.",
          unknown);
    }
    throw new IOException(
        "A server listens on the Unix domain socket "
            + path
            + " already; stop it, or choose another path.");
  }

  /// Where the socket is to be bound.
  Path bindPath() {
    return folder.resolve("s");
  }

  UnixDomainSocketAddress address() {
    return UnixDomainSocketAddress.of(socket.path());
  }

  /// Puts the socket, which listens now, where clients look for it.
  void publish() throws IOException {
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(bindPath(), socket.permissions());
    }
    Files.move(bindPath(), socket.path(), StandardCopyOption.ATOMIC_MOVE);
    fileKey = key();
    discard();
  }

  private Object key() throws IOException {
    var key = Files.readAttributes(socket.path(), BasicFileAttributes.class).fileKey();
    return key == null ? socket.path() : key;
  }

  /// Removes what was made on the way.
  void discard() {
    try {
      Files.deleteIfExists(bindPath());
      Files.deleteIfExists(folder);
    } catch (IOException failure) {
      warn(folder, failure);
    }
  }

  /// Removes the file, unless another server has put its own there.
  void remove() {
    try {
      if (Files.exists(socket.path()) && key().equals(fileKey)) {
        Files.delete(socket.path());
      }
    } catch (IOException failure) {
      warn(socket.path(), failure);
    }
  }

  private static void warn(Path path, IOException failure) {
    LoggerFactory.getLogger(UnixSocketFile.class)
        .warn("The Unix domain socket {} could not be removed.", path, failure);
  }
}
