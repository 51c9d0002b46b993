package files;

import java.util.Optional;

/// A file and how far its processing is.
///
/// @param percent how much is done; -1 if the processing has failed
/// @param checksum SHA-256, in hexadecimal digits, once everything is done
record StoredFile(
    String id, String name, String mediaType, long size, int percent, Optional<String> checksum) {

  static StoredFile received(String id, String name, String mediaType, long size) {
    return new StoredFile(id, name, mediaType, size, 0, Optional.empty());
  }

  StoredFile at(int percent) {
    return new StoredFile(id, name, mediaType, size, percent, checksum);
  }

  StoredFile done(String checksum) {
    return new StoredFile(id, name, mediaType, size, 100, Optional.of(checksum));
  }

  StoredFile failed() {
    return at(-1);
  }

  boolean isDone() {
    return percent == 100 || percent < 0;
  }
}
