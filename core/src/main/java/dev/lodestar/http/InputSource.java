package dev.lodestar.http;

/// The part of a request that a value comes from.
public enum InputSource {
  /// A parameter of the path template.
  PATH("path", "path parameter"),
  /// A query parameter.
  QUERY("query", "query parameter"),
  /// A request header.
  HEADER("header", "header"),
  /// A cookie of the request.
  COOKIE("cookie", "cookie"),
  /// A field or file of a form.
  FORM("form", "form field"),
  /// The content of the request.
  BODY("body", "body");

  private final String word;
  private final String noun;

  InputSource(String word, String noun) {
    this.word = word;
    this.noun = noun;
  }

  /// Returns the word that stands for the source in problem documents.
  ///
  /// @return for instance `query`
  public String word() {
    return word;
  }

  /// Returns the noun that stands for a value of the source in sentences.
  ///
  /// @return for instance `query parameter`
  public String noun() {
    return noun;
  }
}
