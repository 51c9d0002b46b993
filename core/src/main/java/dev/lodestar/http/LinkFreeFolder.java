package dev.lodestar.http;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A folder below which files are opened without following a link. Thread-safe; one serves all
/// requests for its files, see [FileBody#below(LinkFreeFolder)].
///
/// A look at a path says nothing about what is opened a moment later: whoever may write in the
/// folder can exchange a folder on the way for a link in between. So each folder is opened in the
/// one before (`openat` of POSIX), by one name that must be no link, and stays what it was whatever
/// becomes of its name. Where Java has no such streams, as on Windows, the name of the file alone
/// must be no link as it is opened.
///
/// Opening a folder costs more than opening a file. So a folder stays open for the requests of the
/// next second, as long as its path still leads to it; what a path leads to by a link is a folder
/// that was reached without one before, or is not taken. At most 64 are kept open.
public final class LinkFreeFolder {
  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /// How many folders are kept open at a time, each of which takes two descriptors.
  private static final int MOST_KEPT = 64;

  /// @param key what the system calls the folder, whatever its path
  private record Kept(SecureDirectoryStream<Path> stream, Object key) {}

  private final Path path;

  /// The folders that are kept open, by their paths.
  private final Map<Path, Kept> open = new ConcurrentHashMap<>();

  private LinkFreeFolder(Path path) {
    this.path = path;
  }

  /// Returns a folder, of which nothing is opened yet.
  ///
  /// @param path the folder, of the default file system; it may be a link itself, and so may what
  ///   lies above it
  /// @return the folder
  public static LinkFreeFolder of(Path path) {
    return new LinkFreeFolder(path);
  }

  /// Returns where the folder is.
  ///
  /// @return the path that was given
  public Path path() {
    return path;
  }

  /// Tells whether a path leads below this folder by its names alone.
  ///
  /// @param file the path of a file
  /// @return whether it starts with the path of this folder, goes on, and never goes up with `..`
  public boolean isAbove(Path file) {
    if (!file.startsWith(path) || file.equals(path)) {
      return false;
    }
    for (var name : file.subpath(path.getNameCount(), file.getNameCount())) {
      if (name.toString().equals("..")) {
        return false;
      }
    }
    return true;
  }

  /// Opens a file to read it.
  ///
  /// @param file a path that this folder [is above](#isAbove(Path))
  /// @return a channel that the caller closes
  /// @throws NoSuchFileException if there is no regular file, or a link in its place or on the way
  /// @throws IOException if it cannot be opened
  /// @throws IllegalArgumentException if the path does not lead below this folder
  public SeekableByteChannel open(Path file) throws IOException {
    if (!isAbove(file)) {
      throw new IllegalArgumentException(
          "The file '" + file + "' does not lie below the folder '" + path + "'.");
    }
    var parent = file.getParent();
    if (parent == null || parent.equals(path)) {
      return openLast(file);
    }
    var kept = open.get(parent);
    if (kept != null && kept.key().equals(attributes(parent).fileKey())) {
      try {
        return openIn(kept.stream(), file);
      } catch (ClosedDirectoryStreamException late) {
        // Its second has just ended.
      }
    }
    var opened = walk(parent, file);
    if (opened == null) {
      return openLast(file);
    }
    try (var stream = new Held(opened)) {
      var channel = openIn(opened, file);
      stream.keptBy(keep(parent, opened));
      return channel;
    }
  }

  /// Closes a folder, unless it is kept.
  private static final class Held implements AutoCloseable {
    private final SecureDirectoryStream<Path> stream;
    private boolean kept;

    Held(SecureDirectoryStream<Path> stream) {
      this.stream = stream;
    }

    void keptBy(boolean others) {
      kept = others;
    }

    @Override
    public void close() throws IOException {
      if (!kept) {
        stream.close();
      }
    }
  }

  /// Opens the folder of a file, step by step.
  ///
  /// @return nothing if the system cannot
  @SuppressWarnings("StreamResourceLeak") // what is returned, the caller closes
  private @Nullable SecureDirectoryStream<Path> walk(Path parent, Path file) throws IOException {
    var first = Files.newDirectoryStream(path);
    if (!(first instanceof SecureDirectoryStream<Path> at)) {
      first.close();
      return null;
    }
    for (var name : path.relativize(parent)) {
      try (var before = at) {
        at = enter(before, name, file);
      }
    }
    return at;
  }

  private static SecureDirectoryStream<Path> enter(
      SecureDirectoryStream<Path> folder, Path name, Path file) throws IOException {
    try {
      return folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException failure) {
      throw attributes(folder, name).isDirectory() ? failure : absent(file);
    }
  }

  /// Keeps a folder open for a second.
  ///
  /// @return whether it is kept, and closed by others
  private boolean keep(Path parent, SecureDirectoryStream<Path> stream) {
    var key = keyOf(stream);
    if (key == null || open.size() >= MOST_KEPT) {
      return false;
    }
    var kept = new Kept(stream, key);
    open.put(parent, kept); // one that was there before is closed when its own second ends
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> release(parent, kept));
    return true;
  }

  private static @Nullable Object keyOf(SecureDirectoryStream<Path> stream) {
    try {
      return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
    } catch (IOException unknown) {
      return null;
    }
  }

  private void release(Path parent, Kept kept) {
    open.remove(parent, kept);
    try {
      kept.stream().close();
    } catch (IOException closedAnyway) {
      return;
    }
  }

  private static SeekableByteChannel openIn(SecureDirectoryStream<Path> folder, Path file)
      throws IOException {
    var name = file.getFileName();
    if (!attributes(folder, name).isRegularFile()) {
      throw absent(file);
    }
    try {
      return folder.newByteChannel(name, READING);
    } catch (FileSystemException failure) {
      throw attributes(folder, name).isRegularFile() ? failure : absent(file);
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  private static SeekableByteChannel openLast(Path file) throws IOException {
    if (!attributes(file).isRegularFile()) {
      throw absent(file);
    }
    try {
      return Files.newByteChannel(file, READING);
    } catch (FileSystemException failure) {
      throw attributes(file).isRegularFile() ? failure : absent(file);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static NoSuchFileException absent(Path file) {
    return new NoSuchFileException(file.toString());
  }
}
