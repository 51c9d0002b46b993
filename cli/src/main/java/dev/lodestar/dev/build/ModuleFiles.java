package dev.lodestar.dev.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// The files of one compilation: classes of other modules and of sources that are not compiled come
/// from memory, libraries from where they lie, and what is written stays in memory.
final class ModuleFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private static final String SUFFIX = ".class";

  private final Map<String, List<JavaFileObject>> known = new HashMap<>();
  private final Map<String, byte[]> written = new HashMap<>();
  private final Map<Path, Set<String>> bySource = new HashMap<>();

  ModuleFiles(StandardJavaFileManager libraries) {
    super(libraries);
  }

  /// Lets the compiler find classes.
  ///
  /// @param classes files by path
  void add(Map<String, byte[]> classes) {
    classes.forEach((path, content) -> {
      if (path.endsWith(SUFFIX)) {
        var slash = path.lastIndexOf('/');
        var packageName = slash < 0 ? "" : path.substring(0, slash).replace('/', '.');
        known
            .computeIfAbsent(packageName, name -> new ArrayList<>())
            .add(new KnownClass(path, content));
      }
    });
  }

  /// What was written, by path.
  Map<String, byte[]> written() {
    return written;
  }

  /// The paths of the classes that each source has become.
  Map<Path, Set<String>> bySource() {
    return bySource;
  }

  /// Without a source path the compiler would search the class path for sources.
  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (location == StandardLocation.SOURCE_PATH) {
      return List.of();
    }
    var files = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH
        || !kinds.contains(Kind.CLASS)
        || !known.containsKey(packageName)) {
      return files;
    }
    var all = new ArrayList<JavaFileObject>(known.get(packageName));
    files.forEach(all::add);
    return all;
  }

  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      Location location, String className, Kind kind) throws IOException {
    return location == StandardLocation.SOURCE_PATH
        ? null
        : super.getJavaFileForInput(location, className, kind);
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof KnownClass known
        ? known.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.toUri().equals(other.toUri());
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, Kind kind, @Nullable FileObject sibling) {
    var path = className.replace('.', '/') + SUFFIX;
    if (sibling != null) {
      bySource.computeIfAbsent(Path.of(sibling.toUri()), source -> new TreeSet<>()).add(path);
    }
    return new WrittenClass(path);
  }

  private static URI uri(String path) {
    return URI.create("memory:///" + path);
  }

  private static final class KnownClass extends SimpleJavaFileObject {
    private final String path;
    private final byte[] content;

    KnownClass(String path, byte[] content) {
      super(uri(path), Kind.CLASS);
      this.path = path;
      this.content = content;
    }

    String binaryName() {
      return path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(content);
    }
  }

  private final class WrittenClass extends SimpleJavaFileObject {
    private final String path;

    WrittenClass(String path) {
      super(uri(path), Kind.CLASS);
      this.path = path;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          written.put(path, toByteArray());
        }
      };
    }
  }
}
