package dev.lodestar.form;

import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/// A file that was received whole. Thread-safe.
final class StoredUpload implements Upload {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final PartHead head;
  private final UploadStore store;
  private final long size;
  private Content content;

  StoredUpload(PartHead head, Content content, UploadStore store) {
    this.head = head;
    this.content = content;
    this.size = content.size();
    this.store = store;
  }

  @Override
  public String name() {
    return head.name();
  }

  @Override
  public String fileName() {
    return head.fileName().orElse("");
  }

  @Override
  public String safeFileName() {
    return FileNames.safe(fileName());
  }

  @Override
  public Optional<MediaType> mediaType() {
    return head.mediaType();
  }

  @Override
  public Headers headers() {
    return head.headers();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public synchronized InputStream open() throws IOException {
    store.check();
    return content.open();
  }

  @Override
  public byte[] bytes() throws IOException {
    store.check();
    if (current() instanceof Content.InMemory(var pieces)) {
      return pieces.bytes();
    }
    if (size > LARGEST_ARRAY) {
      throw new IOException(
          "The file has " + size + " bytes, which is more than an array can hold; use open().");
    }
    return DiskThreads.run(() -> {
      try (var stream = open()) {
        return stream.readAllBytes();
      }
    });
  }

  private synchronized Content current() {
    return content;
  }

  @Override
  public synchronized void transferTo(Path target) throws IOException {
    store.check();
    content = DiskThreads.run(() -> transferred(target));
  }

  /// Moves or copies the content.
  ///
  /// @return where it is then
  private Content transferred(Path target) throws IOException {
    if (!(content instanceof Content.InFile(var file, var length, var temporary)) || !temporary) {
      var output =
          Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      removingOnFailure(target, () -> copy(output));
      return content;
    }
    store.release(file);
    try {
      move(file, target);
    } catch (Throwable failure) {
      store.takeBack(file);
      throw failure;
    }
    return new Content.InFile(target.toAbsolutePath(), length, false);
  }

  private void copy(OutputStream output) throws IOException {
    try (output;
        var input = content.open()) {
      input.transferTo(output);
    }
  }

  /// Creates the target first: that alone tells without a race whether there is one already, and
  /// which permissions a new file has there.
  private static void move(Path file, Path target) throws IOException {
    Files.createFile(target);
    removingOnFailure(
        target,
        () -> {
          var view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
          if (view != null) {
            Files.setPosixFilePermissions(file, view.readAttributes().permissions());
          }
          try {
            Files.move(
                file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          } catch (AtomicMoveNotSupportedException otherDisk) {
            try (var output = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
              Files.copy(file, output);
            }
            Files.delete(file);
          }
        });
  }

  /// A step on the way to the target.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void removingOnFailure(Path target, Step step) throws IOException {
    try {
      step.run();
    } catch (Throwable failure) {
      try {
        Files.deleteIfExists(target);
      } catch (IOException refused) {
        failure.addSuppressed(refused);
      }
      throw failure;
    }
  }

  /// Returns the names of field and file, and the size.
  @Override
  public String toString() {
    return Problems.shown(name()) + " " + Problems.shown(fileName()) + ", " + size + " bytes";
  }
}
