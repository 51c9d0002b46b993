package dev.lodestar.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// One content coding (RFC 9110, section 8.4.1): how content is compressed and decompressed.
/// Implementations are immutable and thread-safe.
///
/// `gzip` and `deflate` are here; the modules `lodestar-brotli` and `lodestar-zstd` bring `br` and
/// `zstd`.
public interface ContentCoding {

  /// Returns `gzip` (RFC 1952) at level 5.
  ///
  /// @return the coding
  static ContentCoding gzip() {
    return gzip(Gzip.DEFAULT_LEVEL);
  }

  /// Returns `gzip` (RFC 1952).
  ///
  /// @param level how much work compressing is, 1 for little to 9 for much
  /// @return the coding
  /// @throws IllegalArgumentException if the level is not in that range
  static ContentCoding gzip(int level) {
    return new Gzip(checked(level));
  }

  /// Returns `deflate` (RFC 1950) at level 5. Content without the frame of that format, which some
  /// clients send by mistake, is read too.
  ///
  /// @return the coding
  static ContentCoding deflate() {
    return deflate(Gzip.DEFAULT_LEVEL);
  }

  /// Returns `deflate` (RFC 1950).
  ///
  /// @param level how much work compressing is, 1 for little to 9 for much
  /// @return the coding
  /// @throws IllegalArgumentException if the level is not in that range
  static ContentCoding deflate(int level) {
    return new Deflate(checked(level));
  }

  private static int checked(int level) {
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("The level is " + level + "; expected 1 to 9.");
    }
    return level;
  }

  /// Returns the registered name.
  ///
  /// @return the name in lower case, as `Content-Encoding` carries it
  String name();

  /// Returns a stream that compresses what is written into it.
  ///
  /// Its `flush` passes on all that was written so far in a form that the client can decompress;
  /// its `close` writes what is missing and releases memory outside of the heap. Other streams are
  /// left to be closed by whoever opened them.
  ///
  /// @param out takes the compressed content; in memory, so that it never blocks
  /// @return the stream, which is always closed, by one thread at a time
  /// @throws IOException if it cannot be made
  OutputStream encoder(OutputStream out) throws IOException;

  /// Returns a stream that decompresses what it reads.
  ///
  /// Its `close` releases memory outside of the heap. Content that is malformed, or ends too early,
  /// is an `IOException`; so is anything after its end.
  ///
  /// @param in the compressed content
  /// @return the stream, which is always closed, by one thread at a time
  /// @throws IOException if the content is malformed, or cannot be read
  InputStream decoder(InputStream in) throws IOException;
}
