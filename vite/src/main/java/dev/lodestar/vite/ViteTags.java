package dev.lodestar.vite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tags with which a page loads entries. Immutable and thread-safe.
///
/// Their order is that in which browsers do best: style sheets, then what scripts will import, then
/// the scripts, which run when the page is there. Each file is named once.
public final class ViteTags {
  private final List<Tag> styles;
  private final List<Tag> preloads;
  private final List<Tag> scripts;
  private final Optional<String> nonce;

  ViteTags(List<Tag> styles, List<Tag> preloads, List<Tag> scripts, Optional<String> nonce) {
    this.styles = List.copyOf(styles);
    this.preloads = List.copyOf(preloads);
    this.scripts = List.copyOf(scripts);
    this.nonce = nonce;
  }

  /// Returns the tags with a nonce, for pages whose content security policy (CSP) names it. Besides
  /// the attribute of every tag there is a `meta` element then, from which Vite's own script takes
  /// the nonce for what it loads later.
  ///
  /// @param nonce a random text, another one for each response
  /// @return the new tags
  /// @throws IllegalArgumentException if it is not made of the characters of Base 64, as the CSP
  ///   wants it
  public ViteTags withNonce(String nonce) {
    if (!isBase64(nonce)) {
      throw new IllegalArgumentException(
          "The nonce '" + nonce + "' is not made of letters, digits, '+', '/', '-', '_' and '='.");
    }
    return new ViteTags(styles, preloads, scripts, Optional.of(nonce));
  }

  private static boolean isBase64(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var known = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!known && "+/-_=".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Returns all tags, each on its own line.
  ///
  /// @return HTML for the head of a page
  public String html() {
    var html = new StringBuilder();
    nonce.ifPresent(value ->
        html.append("<meta property=\"csp-nonce\" nonce=\"").append(value).append("\">\n"));
    return html.append(styles()).append(preloads()).append(scripts()).toString();
  }

  /// Returns the tags of the style sheets alone.
  ///
  /// @return HTML, each tag on its own line; empty if there are none, as in development, where
  ///   scripts bring the styles that they import
  public String styles() {
    return rendered(styles);
  }

  /// Returns the tags that have the browser load early what scripts will import.
  ///
  /// @return HTML, each tag on its own line; empty if there are none, as in development
  public String preloads() {
    return rendered(preloads);
  }

  /// Returns the tags of the scripts alone; in development with what Vite's client needs.
  ///
  /// @return HTML, each tag on its own line
  public String scripts() {
    return rendered(scripts);
  }

  private String rendered(List<Tag> tags) {
    var html = new StringBuilder();
    for (var tag : tags) {
      tag.appendTo(html, nonce);
    }
    return html.toString();
  }

  /// Returns the same as [#html()].
  @Override
  public String toString() {
    return html();
  }

  /// A tag of a page.
  ///
  /// @param start how it begins: `<script type="module"`
  /// @param target the attribute that names the file; empty if there is none
  /// @param url the file
  /// @param attributes further attributes, as they are written
  /// @param end what follows the attributes
  record Tag(String start, String target, String url, String attributes, String end) {

    static Tag style(String url, String attributes) {
      return new Tag("<link rel=\"stylesheet\"", "href", url, attributes, ">");
    }

    static Tag preload(String url, String attributes) {
      return new Tag("<link rel=\"modulepreload\"", "href", url, attributes, ">");
    }

    static Tag script(String url, String attributes) {
      return new Tag("<script type=\"module\"", "src", url, attributes, "></script>");
    }

    static Tag inline(String script) {
      return new Tag("<script type=\"module\"", "", "", "", ">" + script + "</script>");
    }

    void appendTo(StringBuilder html, Optional<String> nonce) {
      html.append(start);
      if (!target.isEmpty()) {
        html.append(' ').append(target).append("=\"").append(escaped(url)).append('"');
      }
      html.append(attributes);
      nonce.ifPresent(value -> html.append(" nonce=\"").append(value).append('"'));
      html.append(end).append('\n');
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
  }

  /// Those of several entries, each once.
  static ViteTags of(List<Tag> styles, List<Tag> preloads, List<Tag> scripts) {
    return new ViteTags(new ArrayList<>(styles), preloads, scripts, Optional.empty());
  }
}
