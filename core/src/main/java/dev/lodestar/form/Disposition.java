package dev.lodestar.form;

import dev.lodestar.http.HttpException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header Content-Disposition of a part (RFC 7578, section 4.2), as browsers and other clients
/// write it.
///
/// In quotes, browsers write `%22`, `%0D` and `%0A` for the three characters that could end a value
/// (HTML, "multipart/form-data encoding algorithm"), and leave backslashes as they are; others
/// write a backslash before quotes and backslashes. Both are understood: a backslash counts for
/// itself unless a quote or another backslash follows it, and also if the quote that follows it is
/// the last one of the header.
///
/// @param name the name of the field
/// @param nameLength how many bytes the name has, as it was sent
/// @param fileName the name of the file; nothing if none was sent
record Disposition(String name, int nameLength, Optional<String> fileName) {

  /// Reads the value of the header.
  ///
  /// @param part the number of the part
  /// @param value the value, one character for each byte
  /// @param charset the character set of the names
  /// @throws HttpException 400, if it is malformed, is not `form-data`, or has no name
  static Disposition parse(int part, String value, Charset charset) {
    return new Parser(part, value, charset).parse();
  }

  /// Reads one value from its beginning to its end.
  private static final class Parser {
    private final int part;
    private final String value;
    private final Charset charset;
    private int position;
    private @Nullable String name;
    private @Nullable String fileName;
    private boolean extended;

    Parser(int part, String value, Charset charset) {
      this.part = part;
      this.value = value;
      this.charset = charset;
    }

    Disposition parse() {
      if (!token().equalsIgnoreCase("form-data")) {
        throw malformed("The Content-Disposition is not form-data.");
      }
      skipSpace();
      while (position < value.length()) {
        expect(';');
        skipSpace();
        if (position < value.length() && value.charAt(position) != ';') {
          parameter();
          skipSpace();
        }
      }
      if (name == null) {
        throw malformed("The Content-Disposition has no name.");
      }
      var decodedName = decoded(name, "name");
      if (extended && fileName == null) {
        throw Problems.malformed(
            part,
            decodedName,
            "The Content-Disposition has filename* only, which forms do not use; send filename.");
      }
      return new Disposition(
          decodedName,
          name.length(),
          Optional.ofNullable(fileName).map(file -> decoded(file, "filename")));
    }

    private void parameter() {
      var parameter = token().toLowerCase(Locale.ROOT);
      skipSpace();
      expect('=');
      skipSpace();
      var content = position < value.length() && value.charAt(position) == '"' ? quoted() : token();
      switch (parameter) {
        case "name" -> name = once(name, content, parameter);
        case "filename" -> fileName = once(fileName, content, parameter);
        case "filename*" -> extended = true;
        default -> {
          // RFC 7578, section 4.2: others are ignored
        }
      }
    }

    private String once(@Nullable String known, String content, String parameter) {
      if (known != null) {
        throw malformed("The Content-Disposition has " + parameter + " twice.");
      }
      return content;
    }

    private String token() {
      var start = position;
      while (position < value.length() && isTokenCharacter(value.charAt(position))) {
        position++;
      }
      if (start == position) {
        throw malformed("The Content-Disposition is malformed at index " + position + ".");
      }
      return value.substring(start, position);
    }

    private static boolean isTokenCharacter(char c) {
      return c > ' ' && c != 0x7F && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }

    private String quoted() {
      position++;
      var content = new StringBuilder(value.length() - position);
      while (position < value.length() && value.charAt(position) != '"') {
        content.append(quotedCharacter());
      }
      if (position == value.length()) {
        throw malformed("The Content-Disposition has no closing quote.");
      }
      position++;
      return content.toString();
    }

    private char quotedCharacter() {
      var c = value.charAt(position++);
      if (c == '\\' && position < value.length() - 1) {
        var next = value.charAt(position);
        if (next == '"' || next == '\\') {
          position++;
          return next;
        }
      } else if (c == '%' && position + 2 < value.length()) {
        var escaped = browserEscape(value.charAt(position), value.charAt(position + 1));
        if (escaped != '%') {
          position += 2;
        }
        return escaped;
      }
      return c;
    }

    /// The three bytes that browsers escape; others are left as they are, percent sign and all.
    private static char browserEscape(char first, char second) {
      if (first == '2' && second == '2') {
        return '"';
      }
      if (first == '0') {
        return switch (second) {
          case 'D', 'd' -> '\r';
          case 'A', 'a' -> '\n';
          default -> '%';
        };
      }
      return '%';
    }

    private void expect(char c) {
      if (position == value.length() || value.charAt(position) != c) {
        throw malformed(
            "The Content-Disposition is malformed: expected '"
                + c
                + "' at index "
                + position
                + ".");
      }
      position++;
    }

    private void skipSpace() {
      while (position < value.length()
          && (value.charAt(position) == ' ' || value.charAt(position) == '\t')) {
        position++;
      }
    }

    private String decoded(String bytes, String parameter) {
      if (isAscii(bytes)) {
        return bytes;
      }
      return Charsets.decode(bytes.getBytes(StandardCharsets.ISO_8859_1), charset)
          .orElseThrow(() ->
              malformed(
                  "The "
                      + parameter
                      + " of the Content-Disposition is not valid "
                      + charset.name()
                      + " text."));
    }

    private static boolean isAscii(String text) {
      for (var i = 0; i < text.length(); i++) {
        if (text.charAt(i) >= 0x80) {
          return false;
        }
      }
      return true;
    }

    private HttpException malformed(String message) {
      return Problems.malformed(part, null, message);
    }
  }
}
