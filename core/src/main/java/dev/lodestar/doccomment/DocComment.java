package dev.lodestar.doccomment;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a doc comment says, as CommonMark.
///
/// @param text the description, without block tags
/// @param parameters the texts of `@param` by name, those of type parameters left out
/// @param returns the text of `@return`; empty if there is none
/// @param exceptions the texts of `@throws` by the name of the class as it is written there
/// @param deprecated the text of `@deprecated`; empty if there is none
public record DocComment(
    String text,
    Map<String, String> parameters,
    String returns,
    Map<String, String> exceptions,
    String deprecated) {

  static final DocComment NONE = new DocComment("", Map.of(), "", Map.of(), "");

  /// The text of a parameter; empty if there is none.
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  /// This comment, with what only another one says, such as that of an overridden method.
  DocComment orElse(DocComment other) {
    return new DocComment(
        or(text, other.text),
        or(parameters, other.parameters),
        or(returns, other.returns),
        or(exceptions, other.exceptions),
        or(deprecated, other.deprecated));
  }

  private static String or(String mine, String other) {
    return mine.isEmpty() ? other : mine.replace(CommentTags.INHERITED, other);
  }

  private static Map<String, String> or(Map<String, String> mine, Map<String, String> other) {
    var both = new LinkedHashMap<String, String>(mine);
    other.forEach((name, text) -> both.merge(name, text, DocComment::or));
    return both;
  }
}
