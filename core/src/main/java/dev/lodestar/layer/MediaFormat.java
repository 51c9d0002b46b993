package dev.lodestar.layer;

import dev.lodestar.http.MediaType;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Optional;

/// Writes results in a media type of the application's own, such as CSV or XML, beside JSON and
/// MessagePack. Clients get it where they prefer it.
///
/// ```java
/// final class CsvFormat implements MediaFormat {
///   public MediaType mediaType() {
///     return MediaType.parse("text/csv;charset=utf-8");
///   }
///
///   public Optional<Writer> writerOf(Type type) {
///     return Csv.canWrite(type) ? Optional.of(Csv::write) : Optional.empty();
///   }
/// }
///
/// Lodestar.app().format(new CsvFormat())
/// ```
///
/// One object serves all requests: it must be thread-safe.
public interface MediaFormat {

  /// Says what is written.
  ///
  /// @return the media type as it is sent, always the same
  MediaType mediaType();

  /// Makes the writer of a type. Called while the application is built, once for each type that its
  /// handlers return; for `Object` when the first such value is written.
  ///
  /// @param type the type as it is declared, with its type arguments
  /// @return the writer; nothing if values of the type cannot be written, so that they are not
  ///   offered in this format
  Optional<Writer> writerOf(Type type);

  /// Writes the values of one type. Thread-safe.
  @FunctionalInterface
  interface Writer {

    /// Writes a value.
    ///
    /// @param value an instance of the type that the writer was made for
    /// @param out takes the content, in memory; need not be flushed or closed
    /// @throws Exception if the value cannot be written; the request is then answered with an error
    void write(Object value, OutputStream out) throws Exception;
  }
}
