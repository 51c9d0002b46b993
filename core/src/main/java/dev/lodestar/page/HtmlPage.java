package dev.lodestar.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/// Builds one page. Texts and attribute values are escaped here and nowhere else; names of elements
/// and attributes and the style are constants of the program. Not thread-safe.
public final class HtmlPage {
  private final StringBuilder html = new StringBuilder(2048);
  private final Deque<String> open = new ArrayDeque<>();
  private final String style;

  /// Begins a page in English; its content follows, inside `<main>`.
  ///
  /// @param title the title, a text
  /// @param style the content of the style element
  public HtmlPage(String title, String style) {
    this.style = style;
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"robots\" content=\"noindex\">\n<title>");
    text(title).raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n<body>\n<main>\n");
  }

  /// Begins an element.
  ///
  /// @param attributes name, value, name, value …
  public HtmlPage open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /// Ends the element that was begun last.
  public HtmlPage close() {
    return raw("</").raw(open.pop()).raw(">\n");
  }

  /// Adds an element that contains a text.
  public HtmlPage element(String element, String text, String... attributes) {
    tag(element, attributes);
    return text(text).raw("</").raw(element).raw(">");
  }

  /// Adds an element that contains a text, and ends the line.
  public HtmlPage line(String element, String text, String... attributes) {
    return element(element, text, attributes).raw("\n");
  }

  /// Adds a text. Characters that HTML does not allow become U+FFFD.
  public HtmlPage text(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\n', '\t' -> html.append(c);
        default -> html.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return this;
  }

  /// Returns the page; nothing can be added afterwards.
  public byte[] finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("The element " + open.peek() + " was not closed.");
    }
    raw("</main>\n</body>\n</html>\n");
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The content security policy under which the page looks as it should: nothing but its own style
  /// (by its hash), nothing to load, no form, no frame around it.
  public String policy() {
    return "default-src 'none'; style-src 'sha256-"
        + hashOf(style)
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String hashOf(String style) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256.", impossible);
    }
  }

  private void tag(String element, String... attributes) {
    raw("<").raw(element);
    for (var i = 0; i < attributes.length; i += 2) {
      raw(" ").raw(attributes[i]).raw("=\"").text(attributes[i + 1]).raw("\"");
    }
    raw(">");
  }

  private HtmlPage raw(String markup) {
    html.append(markup);
    return this;
  }
}
