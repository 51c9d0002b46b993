package dev.lodestar.websocket;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A whole message of a WebSocket (RFC 6455, section 5.6), however many frames it came in.
/// Immutable as far as the array of a binary message is.
public sealed interface WebSocketMessage {

  /// A message of text.
  ///
  /// @param text the text; what is received was checked to be UTF-8
  record Text(String text) implements WebSocketMessage {}

  /// A message of bytes. Two are equal if their bytes are.
  ///
  /// @param bytes the bytes; not copied, so nobody may change them
  record Binary(byte[] bytes) implements WebSocketMessage {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Binary(var others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    /// Returns how many bytes there are.
    @Override
    public String toString() {
      return "Binary[" + bytes.length + " bytes]";
    }
  }

  /// Returns a message of text.
  ///
  /// @param text the text
  /// @return the message
  static WebSocketMessage of(String text) {
    return new Text(text);
  }

  /// Returns a message of bytes.
  ///
  /// @param bytes the bytes; not copied
  /// @return the message
  static WebSocketMessage of(byte[] bytes) {
    return new Binary(bytes);
  }
}
