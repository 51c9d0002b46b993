package dev.lodestar.format;

import java.nio.charset.StandardCharsets;

/// Describes what a document contains, for people, cut to a bearable length.
final class Found {
  private static final int MAX_LENGTH = 50;

  private Found() {}

  /// The value that starts at a place. Its syntax was checked before.
  static String value(byte[] bytes, int where, int end) {
    return switch (bytes[where]) {
      case '{' -> "an object";
      case '[' -> "an array";
      case 't' -> "true";
      case 'f' -> "false";
      case 'n' -> "null";
      case '"' -> "the text \"" + cut(bytes, where + 1, closingQuote(bytes, where + 1, end)) + '"';
      default -> "the number " + cut(bytes, where, numberEnd(bytes, where, end));
    };
  }

  /// The value of MessagePack that starts at a place. Its syntax was checked before.
  static String messagePack(byte[] bytes, int where) {
    int type = bytes[where] & 0xFF;
    int from = MessagePackToken.content(bytes, where);
    if (MessagePackToken.isText(type)) {
      int to = from + (int) MessagePackToken.size(bytes, where);
      return "the text \"" + cut(bytes, from, to) + '"';
    }
    if (MessagePackToken.isMap(type)) {
      return "an object";
    }
    if (MessagePackToken.isArray(type)) {
      return "an array";
    }
    if (MessagePackToken.isBinary(type)) {
      return MessagePackToken.size(bytes, where) + " bytes";
    }
    if (MessagePackToken.isExtension(type)) {
      var time =
          MessagePackTime.isNext(bytes, where, bytes.length)
              ? MessagePackTime.read(bytes, where)
              : null;
      return time == null
          ? "an extension of type " + MessagePackToken.extensionType(bytes, where)
          : "the time " + time;
    }
    return switch (type) {
      case MessagePackToken.NIL -> "null";
      case MessagePackToken.TRUE -> "true";
      case MessagePackToken.FALSE -> "false";
      default -> "the number " + MessagePackToken.digits(bytes, where);
    };
  }

  static String character(byte[] bytes, int where, int end) {
    int b = bytes[where] & 0xFF;
    if (b < ' ' || b == 0x7F) {
      return "the control character " + b;
    }
    if (b < 0x80) {
      return "'" + (char) b + "'";
    }
    if (b == 0xEF && end - where >= 3 && bytes[where + 1] == (byte) 0xBB) {
      return "a byte order mark";
    }
    return "a character outside of a text";
  }

  private static String cut(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, MAX_LENGTH);
    // Not in the middle of a character.
    while (length > 0 && from + length < to && (bytes[from + length] & 0xC0) == 0x80) {
      length--;
    }
    var text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return from + length < to ? text + "…" : text;
  }

  private static int closingQuote(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, end);
  }

  private static int numberEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && (JsonInput.startsNumber(bytes[i]) || "+.eE".indexOf(bytes[i]) >= 0)) {
      i++;
    }
    return i;
  }
}
