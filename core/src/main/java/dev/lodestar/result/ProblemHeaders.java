package dev.lodestar.result;

import dev.lodestar.http.Headers;
import dev.lodestar.page.HtmlPage;

/// The headers that come with the form of a problem.
public final class ProblemHeaders {
  private ProblemHeaders() {}

  /// Returns headers that tell caches that the form depends on what the client accepts.
  public static Headers varying(Headers headers) {
    var names = headers.elements("Vary");
    for (var name : names) {
      if (name.equals("*") || name.equalsIgnoreCase("Accept")) {
        return headers;
      }
    }
    return names.isEmpty()
        ? headers.withAdded("Vary", "Accept")
        : headers.with("Vary", String.join(", ", names) + ", Accept");
  }

  /// Returns headers for a page: [#varying], and the page's policy unless there is another.
  public static Headers ofPage(Headers headers, HtmlPage page) {
    var varying = varying(headers);
    return varying.contains("Content-Security-Policy")
        ? varying
        : varying.withAdded("Content-Security-Policy", page.policy());
  }
}
