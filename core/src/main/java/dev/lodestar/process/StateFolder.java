package dev.lodestar.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder with the PID files, logs and locks of one user. Only that user may enter it, and what
/// somebody else owns is not believed.
final class StateFolder {
  private static final String SUFFIX = ".json";
  private static final String ADVICE = " Choose another folder with the variable LODESTAR_STATE.";

  private final Path path;

  StateFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /// The folder that the environment names.
  static StateFolder of(Map<String, String> environment) {
    var own = environment.getOrDefault("LODESTAR_STATE", "");
    if (!own.isBlank()) {
      return new StateFolder(Path.of(own));
    }
    // What is not absolute has to be ignored, says the standard of these variables.
    var state = environment.getOrDefault("XDG_STATE_HOME", "");
    return state.startsWith("/")
        ? new StateFolder(Path.of(state, "lodestar"))
        : new StateFolder(
            Path.of(System.getProperty("user.home", "."), ".local", "state", "lodestar"));
  }

  Path path() {
    return path;
  }

  Path pidFile(String name) {
    return path.resolve(name + SUFFIX);
  }

  Path log(String name) {
    return path.resolve(name + ".log");
  }

  Path lock(String name, String purpose) {
    return path.resolve(name + "." + purpose + ".lock");
  }

  /// Makes the folder, or checks the one that is there.
  void prepare() {
    try {
      var parent = path.getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        Files.createDirectories(parent);
      }
    } catch (FileAlreadyExistsException file) {
      throw unusable("cannot be made: '" + file.getFile() + "' is no folder", file);
    } catch (IOException failure) {
      throw unusable("cannot be made: " + told(failure), failure);
    }
    try {
      Files.createDirectory(path, onlyMine(path, "rwx------"));
    } catch (FileAlreadyExistsException there) {
      check();
    } catch (IOException failure) {
      throw unusable("cannot be made: " + told(failure), failure);
    }
  }

  /// Tells whether the folder is there, and checks it.
  boolean exists() {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    check();
    return true;
  }

  private void check() {
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isDirectory()) {
        throw unusable(attributes.isSymbolicLink() ? "is a symbolic link" : "is no folder", null);
      }
      if (!isMine(path)) {
        throw unusable("belongs to the user " + owner(path), null);
      }
      if (isPosix(path)) {
        var wanted = PosixFilePermissions.fromString("rwx------");
        if (!Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(wanted)) {
          Files.setPosixFilePermissions(path, wanted);
        }
      }
    } catch (IOException failure) {
      throw unusable("cannot be used: " + told(failure), failure);
    }
  }

  private ManagementException unusable(String why, @Nullable Throwable cause) {
    return new ManagementException(
        "The folder '" + path + "' for PID files and logs " + why + "." + ADVICE, cause);
  }

  /// The names that have a PID file.
  List<String> names() {
    var names = new ArrayList<String>();
    if (!exists()) {
      return names;
    }
    try (var files = Files.newDirectoryStream(path, "*" + SUFFIX)) {
      for (var file : files) {
        var bare = String.valueOf(file.getFileName());
        var name = bare.substring(0, bare.length() - SUFFIX.length());
        if (AppName.isOne(name)) {
          names.add(name);
        }
      }
    } catch (IOException failure) {
      throw unusable("cannot be listed: " + told(failure), failure);
    }
    names.sort(null);
    return names;
  }

  /// Permissions for what is created, where the file system has any.
  static FileAttribute<?>[] onlyMine(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// Whether this user owns a file; compared with the owner of this process where the system shows
  /// it as a file, else with the user's name.
  static boolean isMine(Path file) throws IOException {
    var process = Path.of("/proc/self");
    if (Files.exists(process)) {
      return owner(file).equals(owner(process.toRealPath()));
    }
    var user = System.getProperty("user.name", "");
    var owner = owner(file);
    return owner.equals(user) || owner.endsWith("\\" + user);
  }

  static String owner(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// What is wrong, as a person would say it.
  static String told(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "this user has no permission";
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return String.valueOf(system.getReason());
    }
    return String.valueOf(failure.getMessage());
  }
}
