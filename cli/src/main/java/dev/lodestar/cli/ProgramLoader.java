package dev.lodestar.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Loads the classes of a program from memory and its resources from the folder of its sources,
/// both before those of the class path.
final class ProgramLoader extends ClassLoader {
  private static final String CLASS_SUFFIX = ".class";

  static {
    registerAsParallelCapable();
  }

  private final CompiledProgram program;

  ProgramLoader(CompiledProgram program, ClassLoader parent) {
    super(parent); // a name would stand in every line of a stack trace
    this.program = program;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    var classFile = program.classes().get(name);
    if (classFile == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, classFile, 0, classFile.length);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    var own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    var classFile = classFile(name);
    return classFile != null
        ? new ByteArrayInputStream(classFile)
        : super.getResourceAsStream(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      var classFile = classFile(name);
      if (classFile != null) {
        return URL.of(URI.create("memory:///" + name), new ClassFileHandler(classFile));
      }
      var file = fileOf(name);
      return file.isEmpty() ? null : file.get().toUri().toURL();
    } catch (MalformedURLException | IllegalArgumentException unnameable) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    var found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  private byte @Nullable [] classFile(String resource) {
    if (!resource.endsWith(CLASS_SUFFIX)) {
      return null;
    }
    var end = resource.length() - CLASS_SUFFIX.length();
    return program.classes().get(resource.substring(0, end).replace('/', '.'));
  }

  private Optional<Path> fileOf(String resource) {
    if (program.root().isEmpty()) {
      return Optional.empty();
    }
    var root = program.root().get();
    try {
      var file = root.resolve(resource).normalize();
      return file.startsWith(root) && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException notAFile) {
      return Optional.empty();
    }
  }

  private static final class ClassFileHandler extends URLStreamHandler {
    private final byte[] classFile;

    ClassFileHandler(byte[] classFile) {
      this.classFile = classFile;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(classFile);
        }

        @Override
        public long getContentLengthLong() {
          return classFile.length;
        }
      };
    }
  }
}
