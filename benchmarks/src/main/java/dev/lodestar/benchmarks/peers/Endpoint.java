package dev.lodestar.benchmarks.peers;

import java.util.List;

/// What every server offers, and is measured on.
enum Endpoint {
  PLAINTEXT("plaintext", "/plaintext", ""),
  JSON("json", "/json", ""),
  USERS("users", "/users/42?page=3&active=true", ""),
  PRODUCTS("products", "/products", ""),
  CREATE("create", "/products", Endpoint.NEW_PRODUCT);

  /// A product that everybody accepts.
  static final String NEW_PRODUCT =
      """
      {"name":"Pocket compass","price":12.5,"stock":7,"contact":"maker@example.org",\
      "category":"navigation","tags":["brass","gift"]}\
      """;

  private final String title;
  private final String target;
  private final String json;

  Endpoint(String title, String target, String json) {
    this.title = title;
    this.target = target;
    this.json = json;
  }

  /// What the command line calls it.
  String title() {
    return title;
  }

  /// Path and query.
  String target() {
    return target;
  }

  /// The content of the request, which is a `POST` then; empty for a `GET`.
  String json() {
    return json;
  }

  /// As the tables have it.
  String described() {
    return (json.isEmpty() ? "GET " : "POST ") + target;
  }

  static Endpoint called(String title) {
    for (var endpoint : values()) {
      if (endpoint.title.equals(title)) {
        return endpoint;
      }
    }
    throw new IllegalArgumentException(
        "There is no endpoint '" + title + "'. There are " + titles() + ".");
  }

  static String titles() {
    return String.join(", ", List.of(values()).stream().map(Endpoint::title).toList());
  }
}
