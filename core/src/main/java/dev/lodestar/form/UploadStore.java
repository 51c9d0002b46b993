package dev.lodestar.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keeps the files of one form until the request is over: in memory as long as they fit, and in
/// temporary files. Thread-safe.
final class UploadStore implements AutoCloseable {
  private static final String PREFIX = "lodestar-upload-";

  private final FormLimits limits;
  private final Set<Path> files = new HashSet<>();
  private int memory;
  private boolean closed;

  UploadStore(FormLimits limits) {
    this.limits = limits;
    this.memory = limits.memorySize();
  }

  /// Reads a file to its end.
  ///
  /// @param part the part, before its content
  Upload store(Part part) throws IOException {
    try (var spool = new Spool(this, memory())) {
      part.stream().transferTo(spool);
      return new StoredUpload(part.head(), spool.end(), this);
    }
  }

  private synchronized int memory() {
    return memory;
  }

  /// Says that bytes stay in memory.
  synchronized void keep(int bytes) {
    memory -= bytes;
  }

  /// Creates a temporary file that only the user of the server can read (the default of the JDK),
  /// and that is removed at the end.
  synchronized Path create() throws IOException {
    check();
    var file = Files.createTempFile(limits.folder(), PREFIX, ".tmp");
    files.add(file);
    return file;
  }

  /// Removes a temporary file.
  void remove(Path file) throws IOException {
    synchronized (this) {
      files.remove(file);
    }
    delete(file);
  }

  private static void delete(Path file) throws IOException {
    DiskThreads.run(() -> Files.deleteIfExists(file));
  }

  /// Checks that the request is not over.
  synchronized void check() throws IOException {
    if (closed) {
      throw new IOException("The request is over, and with it the files of its form.");
    }
  }

  /// Gives a temporary file away, which is then not removed at the end.
  synchronized void release(Path file) throws IOException {
    check();
    files.remove(file);
  }

  /// Takes a temporary file back that was not used after all.
  void takeBack(Path file) throws IOException {
    synchronized (this) {
      if (!closed) {
        files.add(file);
        return;
      }
    }
    delete(file);
  }

  /// Removes all files.
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (var file : taken()) {
      try {
        delete(file);
      } catch (IOException refused) {
        if (failure == null) {
          failure = refused;
        } else {
          failure.addSuppressed(refused);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized List<Path> taken() {
    closed = true;
    var taken = List.copyOf(files);
    files.clear();
    return taken;
  }

  /// Removes all files because of a failure, which remains the one to be told.
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException refused) {
      failure.addSuppressed(refused);
    }
  }
}
