package dev.lodestar.files;

import dev.lodestar.http.EntityTag;
import dev.lodestar.http.FileBody;
import dev.lodestar.http.LinkFreeFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// A folder whose files are served. Thread-safe. Nothing is remembered of files that may change.
final class Root {
  private final Path folder;
  private final LinkFreeFolder linkFree;

  /// The tags of what never changes, and whose times say nothing: files of an archive. Missing for
  /// folders of files that may.
  private final @Nullable Map<Path, EntityTag> tags;

  private Root(Path folder, @Nullable Map<Path, EntityTag> tags) {
    this.folder = folder;
    this.linkFree = LinkFreeFolder.of(folder);
    this.tags = tags;
  }

  /// A folder whose files may change at any time.
  static Root changing(Path folder) {
    return new Root(folder, null);
  }

  /// A folder whose files stay as they are as long as the program runs.
  static Root frozen(Path folder) {
    return new Root(folder, new ConcurrentHashMap<>());
  }

  /// What is found at a path.
  sealed interface Found {}

  /// Nothing that may be served.
  enum Absent implements Found {
    ABSENT
  }

  /// A folder.
  enum Folder implements Found {
    FOLDER
  }

  /// A regular file.
  ///
  /// @param folder below which it is reached without a link; nothing if links are followed
  record Regular(
      Root root, Path path, FileBody.Attributes attributes, Optional<LinkFreeFolder> folder)
      implements Found {

    /// The content, with the tag of its encoding.
    FileBody body(String encoding) throws IOException {
      var plain = FileBody.of(path, attributes);
      var body = folder.map(plain::below).orElse(plain);
      var tag = root.tags == null ? attributes.entityTag() : root.tagOfContent(root.tags, path);
      var own =
          encoding.isEmpty() ? tag : new EntityTag(tag.value() + "-" + encoding, tag.isWeak());
      return root.tags == null ? body.entityTag(own) : body.entityTag(own).undated();
    }
  }

  /// @param names none of them empty, a dot segment, or with a separator
  Found find(List<String> names, Symlinks symlinks, boolean showsHidden) {
    try {
      if (!showsHidden && RequestedPath.isHidden(names)) {
        return Absent.ABSENT;
      }
      if (hasSeparator("\\") && names.stream().anyMatch(WindowsNames::isTreacherous)) {
        return Absent.ABSENT;
      }
      return switch (symlinks) {
        case REFUSED -> withoutLinks(names);
        case WITHIN -> inside(names, showsHidden);
        case FOLLOWED -> found(resolved(names), Optional.empty());
      };
    } catch (InvalidPathException | NoSuchFileException absent) {
      return Absent.ABSENT;
    } catch (IOException | SecurityException failure) {
      logUnreadable(String.join("/", names), failure);
      return Absent.ABSENT;
    }
  }

  private boolean hasSeparator(String separator) {
    return folder.getFileSystem().getSeparator().equals(separator);
  }

  private Path resolved(List<String> names) {
    var path = folder;
    for (var name : names) {
      path = path.resolve(name);
    }
    return path;
  }

  /// One look at each folder on the way and at the file, which is all that it takes.
  private Found withoutLinks(List<String> names) throws IOException {
    if (names.isEmpty()) {
      return found(folder, Optional.empty());
    }
    var path = folder;
    BasicFileAttributes attributes = null;
    for (var name : names) {
      if (attributes != null && !attributes.isDirectory()) {
        return Absent.ABSENT;
      }
      path = path.resolve(name);
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        return Absent.ABSENT;
      }
    }
    return attributes == null ? Absent.ABSENT : found(path, attributes, Optional.of(linkFree));
  }

  private Found inside(List<String> names, boolean showsHidden) throws IOException {
    var real = resolved(names).toRealPath();
    var realFolder = folder.toRealPath();
    if (!real.startsWith(realFolder)) {
      return Absent.ABSENT;
    }
    if (real.equals(realFolder)) {
      return found(folder, Optional.empty());
    }
    var inside = realFolder.relativize(real);
    var realNames = new ArrayList<String>();
    inside.forEach(name -> realNames.add(name.toString()));
    return showsHidden || !RequestedPath.isHidden(realNames)
        ? found(folder.resolve(inside), Optional.of(linkFree))
        : Absent.ABSENT;
  }

  private Found found(Path path, Optional<LinkFreeFolder> below) throws IOException {
    return found(path, Files.readAttributes(path, BasicFileAttributes.class), below);
  }

  private Found found(Path path, BasicFileAttributes attributes, Optional<LinkFreeFolder> below) {
    if (attributes.isDirectory()) {
      return Folder.FOLDER;
    }
    if (!attributes.isRegularFile()) {
      return Absent.ABSENT;
    }
    if (!Files.isReadable(path)) {
      logUnreadable(path.toString(), new AccessDeniedException(path.toString()));
      return Absent.ABSENT;
    }
    return new Regular(this, path, FileBody.Attributes.of(attributes), below);
  }

  /// What cannot be read must not be told apart from what does not exist; the operator is told.
  private void logUnreadable(String path, Exception failure) {
    LoggerFactory.getLogger("dev.lodestar.request")
        .warn("file_unreadable folder={} path={} cause={}", folder, path, failure.toString());
  }

  private EntityTag tagOfContent(Map<Path, EntityTag> known, Path path) throws IOException {
    var tag = known.get(path);
    if (tag == null) {
      tag = EntityTag.strong(digestOf(path));
      known.put(path, tag);
    }
    return tag;
  }

  private static String digestOf(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var piece = new byte[1 << 14];
      for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
        digest.update(piece, 0, count);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest())
          .substring(0, 22);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
