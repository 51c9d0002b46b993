package dev.lodestar.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the content of an uploaded file is. Immutable.
sealed interface Content {

  /// The number of bytes.
  long size();

  /// A new stream over it.
  InputStream open() throws IOException;

  /// In memory.
  ///
  /// @param pieces the bytes, of which no more come
  record InMemory(Pieces pieces) implements Content {
    @Override
    public long size() {
      return pieces.length();
    }

    @Override
    public InputStream open() {
      return pieces.open();
    }
  }

  /// In a file.
  ///
  /// @param temporary whether it is a temporary file, and not one of the application already
  record InFile(Path file, long size, boolean temporary) implements Content {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
