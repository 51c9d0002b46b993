package dev.lodestar.engine;

import dev.lodestar.http.StreamBody;

/// The content of a rendered response.
public sealed interface ResponseBody {

  /// Returns how many bytes the content has.
  ///
  /// @return the number; [RenderedResponse#NO_LENGTH] if it is not known before it is sent
  long contentLength();

  /// No content.
  record Empty() implements ResponseBody {
    static final Empty INSTANCE = new Empty();

    @Override
    public long contentLength() {
      return 0;
    }
  }

  /// Content that lies in memory.
  ///
  /// @param array holds the content; not copied, so nobody may change it
  /// @param offset where the content starts
  /// @param length how many bytes it has
  record Bytes(byte[] array, int offset, int length) implements ResponseBody {
    @Override
    public long contentLength() {
      return length;
    }
  }

  /// Content that is produced while it is sent; its length is not known.
  ///
  /// @param writer produces it
  record Stream(StreamBody writer) implements ResponseBody {
    @Override
    public long contentLength() {
      return RenderedResponse.NO_LENGTH;
    }
  }

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
