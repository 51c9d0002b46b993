package dev.lodestar.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.filename.Invisible;
import java.text.Normalizer;
import java.util.Optional;

/// Whether content is shown or saved, and under which name: the header `Content-Disposition` (RFC
/// 6266). Immutable and thread-safe.
///
/// ```java
/// Response.bytes(MediaType.parse("text/csv"), table)
///     .header("Content-Disposition", ContentDisposition.attachment("résumé.csv").toString());
/// // attachment; filename="resume.csv"; filename*=UTF-8''r%C3%A9sum%C3%A9.csv
/// ```
///
/// A name may come from anywhere: what is no part of a file name on some system (`/ \ : * ? " < >
/// |`, control characters, and those that change the direction of writing) becomes `_`, spaces and
/// dots at the end are dropped, and so no name can break out of the header or of the folder that it
/// is saved in.
public final class ContentDisposition {
  /// The most characters that a file name keeps; of a longer one the extension stays.
  public static final int MAX_NAME_LENGTH = 200;

  private static final ContentDisposition ATTACHMENT = new ContentDisposition("attachment", "");
  private static final ContentDisposition INLINE = new ContentDisposition("inline", "");
  private static final int LONGEST_EXTENSION = 16;

  private final String type;
  private final String name;

  private ContentDisposition(String type, String name) {
    this.type = type;
    this.name = name;
  }

  /// Returns `attachment`: the content is saved, under a name that the browser makes of the
  /// address.
  ///
  /// @return the disposition
  public static ContentDisposition attachment() {
    return ATTACHMENT;
  }

  /// Returns `attachment`: the content is saved under a name.
  ///
  /// @param fileName the name; if nothing of it is left, the browser makes one
  /// @return the disposition
  public static ContentDisposition attachment(String fileName) {
    return new ContentDisposition("attachment", safe(fileName));
  }

  /// Returns `inline`: the content is shown.
  ///
  /// @return the disposition
  public static ContentDisposition inline() {
    return INLINE;
  }

  /// Returns `inline`: the content is shown, and saved under a name if the user asks for it.
  ///
  /// @param fileName the name; if nothing of it is left, the browser makes one
  /// @return the disposition
  public static ContentDisposition inline(String fileName) {
    return new ContentDisposition("inline", safe(fileName));
  }

  private static String safe(String fileName) {
    var safe = new StringBuilder(fileName.length());
    fileName.codePoints().forEach(c -> safe.appendCodePoint(isUnsafe(c) ? '_' : c));
    var end = safe.length();
    while (end > 0 && (safe.charAt(end - 1) == '.' || safe.charAt(end - 1) == ' ')) {
      end--;
    }
    return cut(safe.substring(0, end));
  }

  private static boolean isUnsafe(int c) {
    return "/\\:*?\"<>|".indexOf(c) >= 0 || Invisible.is(c);
  }

  /// Never cuts a surrogate pair in halves.
  private static String cut(String name) {
    if (name.length() <= MAX_NAME_LENGTH) {
      return name;
    }
    var dot = name.lastIndexOf('.');
    var extension = dot >= 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    var end = MAX_NAME_LENGTH - extension.length();
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + extension;
  }

  /// Tells whether the content is saved.
  ///
  /// @return `false` if it is shown
  public boolean isAttachment() {
    return type.equals("attachment");
  }

  /// Returns the name under which the content is saved.
  ///
  /// @return the name, with `_` for what cannot be part of one; nothing if the browser makes one
  public Optional<String> fileName() {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentDisposition disposition
        && type.equals(disposition.type)
        && name.equals(disposition.name);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + name.hashCode();
  }

  /// Returns the header's value: the name in ASCII, and beside it, if that is not all of it, the
  /// name in UTF-8 (RFC 8187).
  @Override
  public String toString() {
    if (name.isEmpty()) {
      return type;
    }
    var ascii = ascii(name);
    var value = type + "; filename=\"" + ascii + '"';
    return ascii.equals(name) ? value : value + "; filename*=UTF-8''" + extended(name);
  }

  /// Without accents, and with `_` for what is not ASCII then; also for `%`, which some browsers
  /// take for an escape.
  private static String ascii(String name) {
    var plain = new StringBuilder(name.length());
    Normalizer.normalize(name, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> plain.appendCodePoint(c > 0x7E || c == '%' ? '_' : c));
    return plain.toString();
  }

  private static String extended(String name) {
    var encoded = new StringBuilder(3 * name.length());
    for (var b : name.getBytes(UTF_8)) {
      if (isAttributeCharacter(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(Tokens.hex((char) (b & 0xFF)), 2, 4);
      }
    }
    return encoded.toString();
  }

  private static boolean isAttributeCharacter(byte b) {
    return b > 0 && Tokens.isTokenCharacter((char) b) && b != '*' && b != '\'' && b != '%';
  }
}
