package dev.lodestar.result;

import dev.lodestar.http.Headers;
import dev.lodestar.page.HtmlPage;

/// The headers that come with the form of a problem.
public final class ProblemHeaders {
  private ProblemHeaders() {}

  /// Returns headers that tell caches that the form depends on what the client accepts.
  public static Headers varying(Headers headers) {
    return headers.withVary("Accept");
  }

  /// Returns headers for a page: [#varying], and the page's policy unless there is another.
  public static Headers ofPage(Headers headers, HtmlPage page) {
    var varying = varying(headers);
    return varying.contains("Content-Security-Policy")
        ? varying
        : varying.withAdded("Content-Security-Policy", page.policy());
  }
}
