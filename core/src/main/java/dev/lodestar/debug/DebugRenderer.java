package dev.lodestar.debug;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.page.HtmlPage;
import dev.lodestar.page.PlainText;
import dev.lodestar.result.ProblemFormat;
import dev.lodestar.result.ProblemHeaders;
import dev.lodestar.result.Results;
import java.util.List;
import java.util.Optional;

/// Renders server errors in debug mode: a page, a problem document with the stack trace, or the
/// stack trace alone, as the client prefers. Immutable and thread-safe.
public final class DebugRenderer {
  private final Results results;

  public DebugRenderer(Results results) {
    this.results = results;
  }

  /// Renders a server error.
  ///
  /// @param problem what the client would be told without debug mode
  /// @param headers what the response would carry without debug mode
  /// @param failure what happened
  /// @param plan the resolved plan of the route, line by line; empty if no route was found
  public RenderedResponse render(
      Request request, Problem problem, Headers headers, Throwable failure, List<String> plan) {
    var faults = Faults.of(failure);
    return switch (ProblemFormat.of(request.accept())) {
      case JSON ->
          results.problem(
              request,
              problem
                  .with("exception", encodable(faults.getFirst().summary()))
                  .with(
                      "trace",
                      StackTrace.linesOf(faults).stream().map(DebugRenderer::encodable).toList()),
              headers);
      case HTML -> {
        var page = pageOf(request, problem, faults, plan);
        yield respond(
            request,
            problem,
            ProblemFormat.HTML,
            ProblemHeaders.ofPage(headers, page),
            page.finish());
      }
      case TEXT ->
          respond(
              request,
              problem,
              ProblemFormat.TEXT,
              ProblemHeaders.varying(headers),
              PlainText.safe(String.join("\n", StackTrace.linesOf(faults)) + "\n"));
    };
  }

  private static HtmlPage pageOf(
      Request request, Problem problem, List<Fault> faults, List<String> plan) {
    return DebugPage.of(
        problem.status().code() + " " + problem.title(),
        request.id(),
        faults,
        ShownRequest.of(request),
        plan,
        SourceExcerpts.ofThisProcess());
  }

  private static RenderedResponse respond(
      Request request, Problem problem, ProblemFormat format, Headers headers, byte[] content) {
    return RenderedResponse.of(
        request.method(),
        problem.status(),
        Optional.of(format.mediaType()),
        headers,
        ResponseBody.of(content));
  }

  /// JSON cannot carry halves of surrogate pairs, which a message may have.
  private static String encodable(String text) {
    var encodable = new StringBuilder(text);
    for (var i = 0; i < encodable.length(); i++) {
      var c = encodable.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 < encodable.length() && Character.isSurrogatePair(c, encodable.charAt(i + 1))) {
          i++;
        } else {
          encodable.setCharAt(i, '\uFFFD');
        }
      }
    }
    return encodable.toString();
  }
}
