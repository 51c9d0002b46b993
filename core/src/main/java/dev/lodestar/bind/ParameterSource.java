package dev.lodestar.bind;

/// The part of a request that a parameter's value comes from.
public enum ParameterSource {
  PATH("path", "path parameter"),
  QUERY("query", "query parameter"),
  HEADER("header", "header"),
  COOKIE("cookie", "cookie"),
  BODY("body", "body");

  private final String word;
  private final String noun;

  ParameterSource(String word, String noun) {
    this.word = word;
    this.noun = noun;
  }

  /// The word in problem documents: `{"in": "query"}`.
  public String word() {
    return word;
  }

  /// The noun in sentences: `The query parameter 'name' …`.
  public String noun() {
    return noun;
  }
}
