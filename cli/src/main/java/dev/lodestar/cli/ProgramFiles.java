package dev.lodestar.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// The files of one compilation: takes note of what the compiler reads, and keeps what it writes in
/// memory.
final class ProgramFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final Map<Path, byte[]> sources = new TreeMap<>();
  private final Map<Path, List<String>> folders = new TreeMap<>();
  private final Map<String, byte[]> classes = new TreeMap<>();
  private @Nullable Path root;

  ProgramFiles(StandardJavaFileManager files) {
    super(files);
  }

  /// The launched file. Its name says nothing about its classes, as for `java App.java`.
  JavaFileObject launched(Path file) {
    return new Source(fileManager.getJavaFileObjects(file).iterator().next(), true);
  }

  /// Lets the compiler find other source files.
  void searchIn(Path folder) throws IOException {
    root = folder;
    fileManager.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(folder));
  }

  Optional<Path> root() {
    return Optional.ofNullable(root).map(ProgramFiles::absolute);
  }

  Inputs inputs() {
    return new Inputs(Map.copyOf(sources), Map.copyOf(folders));
  }

  Map<String, byte[]> classes() {
    return Map.copyOf(classes);
  }

  /// Without a source path the compiler would search the class path for sources.
  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (location != StandardLocation.SOURCE_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    if (root == null) {
      return List.of();
    }
    // Listed before the compiler does: a file that comes in between makes the next start compile.
    var folder = absolute(root.resolve(packageName.replace('.', '/')));
    folders.computeIfAbsent(folder, SourceFolder::sourceNames);
    var found = new ArrayList<JavaFileObject>();
    for (var file : super.list(location, packageName, kinds, recurse)) {
      found.add(file.getKind() == Kind.SOURCE ? new Source(file, false) : file);
    }
    return found;
  }

  /// A program is never a module, also when its folder is the root of one.
  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      Location location, String className, Kind kind) throws IOException {
    return location == StandardLocation.SOURCE_PATH
        ? null
        : super.getJavaFileForInput(location, className, kind);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, Kind kind, @Nullable FileObject sibling) {
    return new ClassInMemory(className);
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    return super.inferBinaryName(location, file instanceof Source source ? source.file() : file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.toUri().equals(other.toUri());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private final class Source extends ForwardingJavaFileObject<JavaFileObject> {
    private final boolean anyName;

    Source(JavaFileObject file, boolean anyName) {
      super(file);
      this.anyName = anyName;
    }

    JavaFileObject file() {
      return fileObject;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return anyName || super.isNameCompatible(simpleName, kind);
    }

    /// What is kept is exactly what is compiled, also when the file changes meanwhile.
    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      var content = super.getCharContent(ignoreEncodingErrors).toString();
      sources.put(absolute(Path.of(toUri())), content.getBytes(StandardCharsets.UTF_8));
      return content;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Source source && source.fileObject.equals(fileObject);
    }

    @Override
    public int hashCode() {
      return fileObject.hashCode();
    }
  }

  private final class ClassInMemory extends SimpleJavaFileObject {
    private final String className;

    ClassInMemory(String className) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
      this.className = className;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          classes.put(className, toByteArray());
        }
      };
    }
  }
}
