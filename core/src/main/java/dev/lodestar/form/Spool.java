package dev.lodestar.form;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of a file: into memory while they fit, then into a temporary file. Closing it
/// before its end removes that. Not thread-safe.
final class Spool extends OutputStream {
  private final UploadStore store;
  private final int room;
  private final Pieces memory = new Pieces();
  private @Nullable Path file;
  private @Nullable OutputStream output;
  private long size;

  Spool(UploadStore store, int room) {
    this.store = store;
    this.room = room;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (output == null && size + length <= room) {
      memory.write(bytes, offset, length);
    } else {
      output().write(bytes, offset, length);
    }
    size += length;
  }

  private OutputStream output() throws IOException {
    if (output == null) {
      file = DiskThreads.run(store::create);
      output = DiskOutput.open(file, StandardOpenOption.WRITE);
      memory.moveTo(output);
    }
    return output;
  }

  /// Ends the content.
  Content end() throws IOException {
    if (output == null || file == null) {
      store.keep(memory.length());
      return new Content.InMemory(memory);
    }
    output.close();
    store.check();
    var stored = new Content.InFile(file, size, true);
    file = null;
    return stored;
  }

  /// Removes what was not ended.
  @Override
  public void close() throws IOException {
    if (file != null) {
      try {
        if (output != null) {
          output.close();
        }
      } finally {
        store.remove(file);
      }
    }
  }
}
