package dev.lodestar.http;

import java.util.Locale;

/// A link to another resource: one value of the header `Link` (RFC 8288). Immutable and
/// thread-safe.
///
/// ```java
/// Link.to("/widgets?page=3", "next").title("Page 3")   // </widgets?page=3>; rel="next"; title="Page 3"
/// ```
public final class Link {
  private final String text;

  private Link(String text) {
    this.text = text;
  }

  /// Returns a link.
  ///
  /// @param target where it leads, relative or absolute; encoded as [Location#of(String)] says
  /// @param relation what is there, for instance `next`, or several such names separated by spaces
  /// @return the link
  /// @throws IllegalArgumentException if the relation is empty or has a character that may not
  ///   stand in a quoted string
  public static Link to(String target, String relation) {
    return to(Location.of(target), relation);
  }

  /// Returns a link.
  ///
  /// @param target where it leads
  /// @param relation what is there, for instance `next`
  /// @return the link
  /// @throws IllegalArgumentException as [#to(String, String)] does
  public static Link to(Location target, String relation) {
    if (relation.isBlank()) {
      throw new IllegalArgumentException(
          "The relation of the link to " + target + " is empty; name one, for instance \"next\".");
    }
    return new Link("<" + target + ">").with("rel", relation);
  }

  /// Returns this link with a title for people.
  ///
  /// @param title the title, in ASCII and Latin 1
  /// @return the new link
  /// @throws IllegalArgumentException if it has another character
  public Link title(String title) {
    return with("title", title);
  }

  /// Returns this link with a hint what media type is there.
  ///
  /// @param mediaType the media type
  /// @return the new link
  public Link type(MediaType mediaType) {
    return with("type", mediaType.toString());
  }

  /// Returns this link with the language of what is there.
  ///
  /// @param language the language
  /// @return the new link
  public Link language(Locale language) {
    return with("hreflang", language.toLanguageTag());
  }

  /// Returns this link with one more parameter, such as `as` for `preload`.
  ///
  /// @param name the name, a token
  /// @param value the value; sent in quotes
  /// @return the new link
  /// @throws IllegalArgumentException if the name is not a token, or the value has a character that
  ///   no header may carry
  public Link with(String name, String value) {
    if (!Tokens.isToken(name)) {
      throw new IllegalArgumentException(
          "'" + Tokens.printable(name) + "' is not the name of a link parameter.");
    }
    for (var i = 0; i < value.length(); i++) {
      if (!Tokens.isFieldValueCharacter(value.charAt(i))) {
        throw new IllegalArgumentException(
            "The parameter "
                + name
                + " of a link has the character U+"
                + Tokens.hex(value.charAt(i))
                + ", which a header may not carry.");
      }
    }
    var quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Link(text + "; " + name + "=\"" + quoted + "\"");
  }

  /// Two are equal when their texts are.
  @Override
  public boolean equals(Object other) {
    return other instanceof Link link && text.equals(link.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Returns the link as the header carries it.
  @Override
  public String toString() {
    return text;
  }
}
