package dev.lodestar.engine;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A Unix domain socket that a server listens on instead of a port: for proxies on the same
/// machine. Immutable and thread-safe.
///
/// Who may connect is what the permissions of the file say: on Linux, writing is connecting. A file
/// that a server has left behind which no longer runs is replaced; one on which somebody listens,
/// or that is no socket, is an error at start. The file is removed when the server stops.
///
/// @param path the file; its folder has to exist; 100 bytes at most, which is what all systems have
///   room for
/// @param permissions who may connect; the owner alone by default
public record UnixSocket(Path path, Set<PosixFilePermission> permissions) {
  /// The longest path in bytes of UTF-8: 100.
  public static final int MAX_PATH_LENGTH = 100;

  /// Checks the length of the path.
  public UnixSocket {
    permissions = Set.copyOf(permissions);
    var length = path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (length == 0 || length > MAX_PATH_LENGTH) {
      throw new IllegalArgumentException(
          "The path of the Unix domain socket '"
              + path
              + "' has "
              + length
              + " bytes, but it can have 1 to "
              + MAX_PATH_LENGTH
              + ".");
    }
  }

  /// A socket for the user that runs the server.
  ///
  /// @param path the file
  /// @return the socket
  /// @throws IllegalArgumentException if the path is empty or too long
  public static UnixSocket at(Path path) {
    return new UnixSocket(
        path, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  /// Returns a socket for others, too.
  ///
  /// @param permissions as `ls` prints them, for instance `rw-rw----` for the group of the file
  /// @return the new socket
  /// @throws IllegalArgumentException if the text is malformed
  public UnixSocket withPermissions(String permissions) {
    try {
      return new UnixSocket(path, PosixFilePermissions.fromString(permissions));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "'"
              + permissions
              + "' are no permissions of a file; write nine characters such as rw-rw----.",
          malformed);
    }
  }

  /// Returns path and permissions.
  @Override
  public String toString() {
    return path + " (" + PosixFilePermissions.toString(permissions) + ")";
  }
}
