package dev.lodestar.engine;

import dev.lodestar.http.StreamBody;

/// The content of a rendered response.
public sealed interface ResponseBody {

  /// No content.
  record Empty() implements ResponseBody {
    static final Empty INSTANCE = new Empty();
  }

  /// Content that lies in memory.
  ///
  /// @param array holds the content; not copied, so nobody may change it
  /// @param offset where the content starts
  /// @param length how many bytes it has
  record Bytes(byte[] array, int offset, int length) implements ResponseBody {}

  /// Content that is produced while it is sent; its length is not known.
  ///
  /// @param writer produces it
  record Stream(StreamBody writer) implements ResponseBody {}

  /// Returns the body without content.
  ///
  /// @return the empty body
  static ResponseBody empty() {
    return Empty.INSTANCE;
  }

  /// Returns a body of a whole array.
  ///
  /// @param content the content; not copied
  /// @return the body
  static ResponseBody of(byte[] content) {
    return new Bytes(content, 0, content.length);
  }
}
