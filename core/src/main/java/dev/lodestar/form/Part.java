package dev.lodestar.form;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A part of a multipart form whose content is read while it arrives, see [Multipart]. It can be
/// read once, until the next part is asked for. Not thread-safe.
public final class Part {
  private final PartHead head;
  private final PartStream stream;
  private final Charset charset;

  Part(PartHead head, PartStream stream, Charset charset) {
    this.head = head;
    this.stream = stream;
    this.charset = charset;
  }

  PartHead head() {
    return head;
  }

  /// Returns the number of the part.
  ///
  /// @return 1 for the first part of the form; parts for which no file was chosen count, too
  public int number() {
    return head.number();
  }

  /// Returns the name of the form field.
  ///
  /// @return the name, which may be empty
  public String name() {
    return head.name();
  }

  /// Tells whether the part is a file, and not a text: whether it has a file name.
  ///
  /// @return `true` if it is
  public boolean isFile() {
    return head.fileName().isPresent();
  }

  /// Returns the name of the file as the client sent it. It may be anything, paths included: never
  /// use it as a path, use [#safeFileName()].
  ///
  /// @return the name, which may be empty; nothing if the part is a text
  public Optional<String> fileName() {
    return head.fileName();
  }

  /// Returns a name that is safe for a file in a folder, as [Upload#safeFileName()] does.
  ///
  /// @return the name; `upload` if nothing was left, or the part is a text
  public String safeFileName() {
    return FileNames.safe(head.fileName().orElse(""));
  }

  /// Returns what the client says that the part is, which may be wrong.
  ///
  /// @return the media type; nothing if it was not sent or is malformed
  public Optional<MediaType> mediaType() {
    return head.mediaType();
  }

  /// Returns the headers of the part.
  ///
  /// @return all headers, with one character for each byte that was sent
  public Headers headers() {
    return head.headers();
  }

  /// Returns the content. Each call returns the same stream. Reading blocks until something
  /// arrives, and throws an [HttpException] of 400 if the form is malformed and of 413 if the part
  /// is larger than [FormLimits#fileSize()] or, for a text, [FormLimits#fieldSize()].
  ///
  /// @return the stream, which ends with the part; it need not be closed, nor read to its end
  public InputStream stream() {
    return stream;
  }

  /// Reads the rest of the content as a text, in the character set that the part names or that a
  /// field `_charset_` before it names, and otherwise in UTF-8.
  ///
  /// @return the text
  /// @throws HttpException 400, if it is not valid in its character set; 413, if it is larger than
  ///   [FormLimits#fieldSize()], also if the part is a file
  /// @throws IOException if the form cannot be read, or the next part was asked for already
  public String text() throws IOException {
    return decode(head, textBytes(), charset);
  }

  byte[] textBytes() throws IOException {
    var bytes = new Bytes();
    stream.copyText(bytes);
    return bytes.take();
  }

  /// Decodes a text.
  ///
  /// @param fallback its character set if it names none
  static String decode(PartHead head, byte[] text, Charset fallback) {
    var charset = head.charset().orElse(fallback);
    return Charsets.decode(text, charset)
        .orElseThrow(() ->
            Problems.malformed(
                head.number(),
                head.name(),
                "The content is not valid " + charset.name() + " text; a file needs a filename."));
  }

  /// Writes the rest of the content to a file, which must not exist yet. If that fails, there is no
  /// such file afterwards. The thread of the request waits for the disk as it waits for a socket,
  /// so the handler need not be blocking.
  ///
  /// @param target the file
  /// @return how many bytes were written
  /// @throws java.nio.file.FileAlreadyExistsException if the file exists
  /// @throws IOException if it cannot be written, or the form cannot be read
  public long transferTo(Path target) throws IOException {
    var written = false;
    var output = DiskOutput.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (output) {
      var count = stream.transferTo(output);
      written = true;
      return count;
    } finally {
      if (!written) {
        output.close();
        Files.deleteIfExists(target);
      }
    }
  }

  /// Returns number and name.
  @Override
  public String toString() {
    return "part " + head.number() + " " + Problems.shown(head.name());
  }
}
