package dev.lodestar.server.http1;

import dev.lodestar.server.exchange.FieldSyntax;

/// The syntax of chunk extensions (RFC 9112, section 7.1.1). Nobody wants to know what they say;
/// one that is malformed shows that somebody on the way sees other lines than this server does.
final class ChunkExtensions {
  private ChunkExtensions() {}

  /// Tells whether bytes are `*( BWS ";" BWS name [ BWS "=" BWS value ] )`.
  static boolean areWellFormed(byte[] bytes, int start, int end) {
    var position = start;
    while (position < end) {
      position = skipSpace(bytes, position, end);
      if (position == end || bytes[position] != ';') {
        return false;
      }
      var nameStart = skipSpace(bytes, position + 1, end);
      position = skipToken(bytes, nameStart, end);
      if (position == nameStart) {
        return false;
      }
      var equals = skipSpace(bytes, position, end);
      if (equals < end && bytes[equals] == '=') {
        position = skipValue(bytes, skipSpace(bytes, equals + 1, end), end);
        if (position < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static int skipSpace(byte[] bytes, int start, int end) {
    var position = start;
    while (position < end && FieldSyntax.isSpace(bytes[position])) {
      position++;
    }
    return position;
  }

  private static int skipToken(byte[] bytes, int start, int end) {
    var position = start;
    while (position < end && FieldSyntax.isToken(bytes[position])) {
      position++;
    }
    return position;
  }

  /// Returns where a token or a quoted string ends; -1 if there is none.
  private static int skipValue(byte[] bytes, int start, int end) {
    if (start == end || bytes[start] != '"') {
      var tokenEnd = skipToken(bytes, start, end);
      return tokenEnd > start ? tokenEnd : -1;
    }
    for (var i = start + 1; i < end; i++) {
      if (bytes[i] == '"') {
        return i + 1;
      }
      if (bytes[i] == '\\') {
        i++;
      }
      if (i == end || !FieldSyntax.isFieldValue(bytes[i])) {
        return -1;
      }
    }
    return -1;
  }
}
