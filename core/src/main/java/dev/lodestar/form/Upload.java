package dev.lodestar.form;

import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A file that was sent in a form. Small ones lie in memory, larger ones in a temporary file, which
/// is removed when the request is over. Thread-safe.
///
/// ```java
/// @Post("/photos")
/// Photo add(Upload photo) throws IOException {
///   photo.transferTo(folder.resolve(photo.safeFileName()));
///   …
/// }
/// ```
public interface Upload {

  /// Returns the name of the form field.
  ///
  /// @return the name
  String name();

  /// Returns the name of the file as the client sent it. It may be anything, paths included: never
  /// use it as a path, use [#safeFileName()].
  ///
  /// @return the name; may be empty
  String fileName();

  /// Returns a name that is safe for a file in a folder: the last segment of [#fileName()], without
  /// control and reserved characters, not hidden, not a device name, and not too long.
  ///
  /// @return the name; `upload` if nothing was left
  String safeFileName();

  /// Returns what the client says that the file is, which may be wrong.
  ///
  /// @return the media type of the part; nothing if it was not sent or is malformed
  Optional<MediaType> mediaType();

  /// Returns the headers of the part.
  ///
  /// @return all headers
  Headers headers();

  /// Returns the size of the file.
  ///
  /// @return the number of bytes
  long size();

  /// Opens the content. Reading a temporary file blocks the thread of the processor for a moment,
  /// so a handler that reads large files so should be blocking (a setting of layers).
  ///
  /// @return a new stream from the first byte on; to be closed by the caller
  /// @throws IOException if the temporary file cannot be read, also because the request is over
  InputStream open() throws IOException;

  /// Returns the whole content.
  ///
  /// @return the bytes
  /// @throws IOException if the temporary file cannot be read, also because the request is over, or
  ///   it is larger than an array can be
  byte[] bytes() throws IOException;

  /// Makes the content a file, which must not exist yet: a temporary file is moved there if that is
  /// possible, and copied otherwise; content in memory is written. The new file has the permissions
  /// of every file that the server creates there, and stays when the request is over. The upload
  /// can still be read and transferred: from the new file, as long as that stays where it is.
  ///
  /// If this fails, the upload is as it was, and there is no new file.
  ///
  /// @param target the file; its name must not be what the client sent, see [#safeFileName()]
  /// @throws java.nio.file.FileAlreadyExistsException if the file exists, also as a link that leads
  ///   nowhere
  /// @throws IOException if it cannot be written, or the request is over
  void transferTo(Path target) throws IOException;
}
