package dev.lodestar.http;

/// Percent-encoding of text in URLs (RFC 3986, section 2.1), always over UTF-8 and always strict.
///
/// Decoding accepts exactly what an encoder may write: `%` followed by two hexadecimal digits of
/// either case, and bytes that are well-formed UTF-8 (no overlong forms, no surrogates, nothing
/// above U+10FFFF). Anything else is a [MalformedEncodingException], never a replacement character,
/// so two different inputs are never taken for the same text. Decoding happens once: `%2541` is
/// `%41`.
///
/// Control characters, NUL and `/` are ordinary results; whoever minds them checks for them. All
/// methods are pure functions and thread-safe.
public final class PercentEncoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final boolean[] ALWAYS_KEPT = characters(UNRESERVED);
  private static final boolean[] KEPT_IN_SEGMENT = characters(UNRESERVED + "!$&'()*+,;=:@");
  private static final boolean[] KEPT_IN_QUERY = characters(UNRESERVED + "!$()*,:@/?");
  private static final boolean[] IN_URI = characters(UNRESERVED + "!$&'()*+,;=:@/?#[]");
  private static final boolean[] IN_TARGET = characters(UNRESERVED + "!$&'()*+,;=:@/?");

  private PercentEncoding() {}

  /// Decodes one segment of a path, or any other text in which `+` is a plus sign.
  ///
  /// @param text the encoded text
  /// @return the decoded text; the same instance if there is nothing to decode
  /// @throws MalformedEncodingException if the text is not percent-encoded UTF-8
  public static String decode(String text) {
    return decode(text, 0, text.length(), false);
  }

  /// Decodes a region of a text, without copying the region first.
  ///
  /// Characters that are not part of an escape are taken as they are, whether or not a URL may
  /// contain them.
  ///
  /// @param text the text that contains the region
  /// @param from the index of the region's first character
  /// @param to the index after the region's last character
  /// @param plusAsSpace whether `+` means a space, as in query strings and URL-encoded forms
  /// @return the decoded region; the same instance as `text` if the region is the whole text and
  ///   there is nothing to decode
  /// @throws MalformedEncodingException if the region is not percent-encoded UTF-8
  /// @throws IndexOutOfBoundsException if the region does not lie within the text
  public static String decode(String text, int from, int to, boolean plusAsSpace) {
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c == '%' || (c == '+' && plusAsSpace)) {
        return decodeFrom(i, text, from, to, plusAsSpace);
      }
    }
    return text.substring(from, to);
  }

  private static String decodeFrom(int first, String text, int from, int to, boolean plusAsSpace) {
    var decoded = new char[to - from]; // an escape is never shorter than what it stands for
    text.getChars(from, first, decoded, 0);
    var length = first - from;
    var i = first;
    while (i < to) {
      var c = text.charAt(i);
      if (c == '%') {
        var lead = byteAt(text, i, from, to);
        var escapes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        var codePoint = escapes == 1 ? lead : multiByte(lead, escapes, text, i, from, to);
        length += Character.toChars(codePoint, decoded, length);
        i += 3 * escapes;
      } else {
        decoded[length++] = c == '+' && plusAsSpace ? ' ' : c;
        i++;
      }
    }
    return new String(decoded, 0, length);
  }

  /// Reads the character whose first byte was read already (Unicode, table 3-7).
  private static int multiByte(int lead, int escapes, String text, int at, int from, int to) {
    var codePoint =
        switch (escapes) {
          case 2 -> lead & 0x1F;
          case 3 -> lead & 0x0F;
          default -> lead & 0x07;
        };
    for (var n = 1; n < escapes; n++) {
      var next = at + 3 * n;
      if (next >= to || text.charAt(next) != '%') {
        throw notUtf8(at, from);
      }
      var continuation = byteAt(text, next, from, to);
      if ((continuation & 0xC0) != 0x80) {
        throw notUtf8(at, from);
      }
      codePoint = codePoint << 6 | (continuation & 0x3F);
    }
    var smallest =
        switch (escapes) {
          case 2 -> 0x80;
          case 3 -> 0x800;
          default -> 0x10000;
        };
    var surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    if (lead < 0xC0
        || lead > 0xF7
        || codePoint < smallest
        || codePoint > Character.MAX_CODE_POINT
        || surrogate) {
      throw notUtf8(at, from);
    }
    return codePoint;
  }

  private static int byteAt(String text, int percent, int from, int to) {
    if (percent + 2 < to) {
      var high = digit(text.charAt(percent + 1));
      var low = digit(text.charAt(percent + 2));
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new MalformedEncodingException(
        "'"
            + text.substring(percent, Math.min(percent + 3, to))
            + "' at position "
            + (percent - from)
            + " is not a percent-encoded byte; '%' is followed by two hexadecimal digits.");
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
      return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  private static MalformedEncodingException notUtf8(int at, int from) {
    return new MalformedEncodingException(
        "The percent-encoded bytes at position " + (at - from) + " are not UTF-8.");
  }

  /// Encodes a text so that it can stand as one whole segment of a path.
  ///
  /// Kept are the characters that RFC 3986 allows in a segment: ASCII letters and digits and
  /// `-._~!$&'()*+,;=:@`. Everything else is encoded, `/` included, so the result is always one
  /// segment. Note that `.` and `..` cannot be protected by encoding: clients resolve them in any
  /// spelling.
  ///
  /// @param text the text
  /// @return the encoded text; the same instance if there is nothing to encode
  /// @throws IllegalArgumentException if the text contains an unpaired surrogate, which no UTF-8
  ///   can express
  public static String encodeSegment(String text) {
    return encode(text, KEPT_IN_SEGMENT);
  }

  /// Encodes a text so that it can stand as a name or a value in a query string or a form.
  ///
  /// Kept are ASCII letters and digits and `-._~!$()*,:@/?`. A space becomes `%20`, which every
  /// reader of queries and forms understands.
  ///
  /// @param text the text
  /// @return the encoded text; the same instance if there is nothing to encode
  /// @throws IllegalArgumentException if the text contains an unpaired surrogate, which no UTF-8
  ///   can express
  public static String encodeQueryComponent(String text) {
    return encode(text, KEPT_IN_QUERY);
  }

  /// Encodes in a URI or a reference to one what cannot stand there. Escapes stay as they are; a
  /// percent sign that begins none is encoded.
  ///
  /// @throws IllegalArgumentException if the text contains an unpaired surrogate
  static String encodeRest(String uri) {
    return encodeRest(uri, IN_URI);
  }

  /// Encodes in a path with a query what cannot stand there, as [#encodeRest(String)] does; clients
  /// send some characters as they are.
  ///
  /// @throws IllegalArgumentException if the text contains an unpaired surrogate
  static String encodeRestOfTarget(String target) {
    return encodeRest(target, IN_TARGET);
  }

  private static String encodeRest(String text, boolean[] kept) {
    var encoded = new StringBuilder(text.length() + 16);
    var start = 0;
    for (var percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', start)) {
      encoded.append(encode(text.substring(start, percent), kept));
      encoded.append(isEscape(text, percent) ? "%" : "%25");
      start = percent + 1;
    }
    return start == 0
        ? encode(text, kept)
        : encoded.append(encode(text.substring(start), kept)).toString();
  }

  private static boolean isEscape(String text, int percent) {
    return percent + 2 < text.length()
        && digit(text.charAt(percent + 1)) >= 0
        && digit(text.charAt(percent + 2)) >= 0;
  }

  /// Tells whether a character means only itself everywhere in a URI (RFC 3986, section 2.3).
  static boolean isUnreserved(char c) {
    return keeps(ALWAYS_KEPT, c);
  }

  private static String encode(String text, boolean[] kept) {
    for (var i = 0; i < text.length(); i++) {
      if (!keeps(kept, text.charAt(i))) {
        return encodeFrom(i, text, kept);
      }
    }
    return text;
  }

  private static String encodeFrom(int first, String text, boolean[] kept) {
    var encoded = new StringBuilder(text.length() + 16).append(text, 0, first);
    var i = first;
    while (i < text.length()) {
      var codePoint = text.codePointAt(i);
      if (keeps(kept, codePoint)) {
        encoded.append((char) codePoint);
      } else {
        appendUtf8(encoded, codePoint, i);
      }
      i += Character.charCount(codePoint);
    }
    return encoded.toString();
  }

  private static void appendUtf8(StringBuilder encoded, int codePoint, int at) {
    if (codePoint < 0x80) {
      appendByte(encoded, codePoint);
    } else if (codePoint < 0x800) {
      appendByte(encoded, 0xC0 | codePoint >> 6);
      appendByte(encoded, 0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "The character at position "
                + at
                + " is an unpaired surrogate, which cannot be written as UTF-8.");
      }
      appendByte(encoded, 0xE0 | codePoint >> 12);
      appendByte(encoded, 0x80 | (codePoint >> 6 & 0x3F));
      appendByte(encoded, 0x80 | (codePoint & 0x3F));
    } else {
      appendByte(encoded, 0xF0 | codePoint >> 18);
      appendByte(encoded, 0x80 | (codePoint >> 12 & 0x3F));
      appendByte(encoded, 0x80 | (codePoint >> 6 & 0x3F));
      appendByte(encoded, 0x80 | (codePoint & 0x3F));
    }
  }

  private static void appendByte(StringBuilder encoded, int value) {
    encoded.append('%').append(HEX[value >> 4]).append(HEX[value & 0x0F]);
  }

  private static boolean keeps(boolean[] kept, int c) {
    return c < 128 && kept[c];
  }

  private static boolean[] characters(String text) {
    var set = new boolean[128];
    for (var i = 0; i < text.length(); i++) {
      set[text.charAt(i)] = true;
    }
    return set;
  }
}
