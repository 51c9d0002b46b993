package dev.lodestar.http;

import java.util.ArrayList;
import java.util.List;

/// The name of one state of a resource: the header `ETag` (RFC 9110, section 8.8.3). A strong tag
/// changes with every byte, a weak one, written `W/"…"`, may stay the same for states that can
/// stand for each other. Immutable and thread-safe.
///
/// ```java
/// return Response.of(widget).entityTag(EntityTag.strong("v" + widget.version()));
/// ```
///
/// @param value what stands between the quotes: visible characters other than `"`, and U+0080 to
///   U+00FF; may be empty
/// @param isWeak whether the tag is weak
public record EntityTag(String value, boolean isWeak) {

  /// Checks the value.
  ///
  /// @throws IllegalArgumentException if the value has a character that no tag may have
  public EntityTag {
    for (var i = 0; i < value.length(); i++) {
      if (!isTagCharacter(value.charAt(i))) {
        throw new IllegalArgumentException(
            "The entity tag '"
                + Tokens.printable(value)
                + "' has the character U+"
                + Tokens.hex(value.charAt(i))
                + " at index "
                + i
                + "; allowed are visible characters other than '\"', and U+0080 to U+00FF.");
      }
    }
  }

  /// Returns a strong tag.
  ///
  /// @param value what stands between the quotes
  /// @return the tag
  /// @throws IllegalArgumentException if the value has a character that no tag may have
  public static EntityTag strong(String value) {
    return new EntityTag(value, false);
  }

  /// Returns a weak tag.
  ///
  /// @param value what stands between the quotes
  /// @return the tag
  /// @throws IllegalArgumentException if the value has a character that no tag may have
  public static EntityTag weak(String value) {
    return new EntityTag(value, true);
  }

  /// Parses one tag as it stands in a header.
  ///
  /// @param text `"…"` or `W/"…"`; the `W` is a capital letter
  /// @return the tag
  /// @throws IllegalArgumentException if the text is neither
  public static EntityTag parse(String text) {
    var weak = text.startsWith("W/");
    var start = weak ? 2 : 0;
    var end = endOfTag(text, start);
    if (end < 0 || end != text.length()) {
      throw new IllegalArgumentException(
          "'"
              + Tokens.printable(text)
              + "' is not an entity tag; one is written \"…\", or W/\"…\" if it is weak.");
    }
    return new EntityTag(text.substring(start + 1, end - 1), weak);
  }

  /// Reads the tags of a list. What is no tag is left out, so that it matches nothing.
  static List<EntityTag> parseList(String text) {
    var tags = new ArrayList<EntityTag>(2);
    var position = 0;
    while (position < text.length()) {
      var c = text.charAt(position);
      if (c == ' ' || c == '\t' || c == ',') {
        position++;
        continue;
      }
      var weak = text.startsWith("W/", position);
      var start = weak ? position + 2 : position;
      var end = endOfTag(text, start);
      if (end >= 0 && isEndOfElement(text, end)) {
        tags.add(new EntityTag(text.substring(start + 1, end - 1), weak));
      }
      var comma = text.indexOf(',', Math.max(end, position));
      position = comma < 0 ? text.length() : comma + 1;
    }
    return tags;
  }

  private static boolean isEndOfElement(String text, int position) {
    var i = position;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i == text.length() || text.charAt(i) == ',';
  }

  /// The index behind the closing quote, or -1 if no quoted value starts here. There are no
  /// escapes.
  private static int endOfTag(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '"') {
      return -1;
    }
    var end = start + 1;
    while (end < text.length() && isTagCharacter(text.charAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '"' ? end + 1 : -1;
  }

  private static boolean isTagCharacter(char c) {
    return c > ' ' && c != '"' && c != 0x7F && c <= 0xFF;
  }

  /// Compares strongly (RFC 9110, section 8.8.3.2): both are strong and their values are the same,
  /// so not a byte differs.
  ///
  /// @param other the tag to compare with
  /// @return `true` if they match
  public boolean matchesStrongly(EntityTag other) {
    return !isWeak && !other.isWeak && value.equals(other.value);
  }

  /// Compares weakly (RFC 9110, section 8.8.3.2): the values are the same, whether weak or not.
  ///
  /// @param other the tag to compare with
  /// @return `true` if they match
  public boolean matchesWeakly(EntityTag other) {
    return value.equals(other.value);
  }

  /// Returns the weak tag of the same value.
  ///
  /// @return the weak tag
  public EntityTag asWeak() {
    return isWeak ? this : new EntityTag(value, true);
  }

  /// Returns the tag as it stands in a header.
  @Override
  public String toString() {
    return isWeak ? "W/\"" + value + '"' : '"' + value + '"';
  }
}
