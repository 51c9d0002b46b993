package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Accept;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What the proxy says itself: pages for browsers, problem documents for all others.
final class Pages {
  private static final String STYLE =
      "body{margin:0;padding:2rem;background:#18181b;color:#fafafa;"
          + "font:14px/1.5 ui-monospace,Menlo,Consolas,monospace}"
          + "h1{font:bold 18px/1.4 system-ui,sans-serif;color:#f87171}"
          + "pre{white-space:pre-wrap}p{font:14px/1.5 system-ui,sans-serif;color:#a1a1aa}";

  private static final List<MediaType> OFFERED = List.of(MediaType.PROBLEM_JSON, MediaType.HTML);

  /// What keeps the application from answering. The page goes away by itself.
  RenderedResponse report(Request request, Report report) {
    if (wantsHtml(request)) {
      var page =
          "<!DOCTYPE html>\n<html lang=\"en\" data-lodestar-report>\n<head>\n"
              + "<meta charset=\"utf-8\">\n<title>"
              + escaped(report.title())
              + "</title>\n<style>"
              + STYLE
              + "</style>\n</head>\n<body>\n<main>\n<h1>"
              + escaped(report.title())
              + "</h1>\n<pre>"
              + escaped(report.text())
              + "</pre>\n<p>This page reloads by itself when the sources have changed.</p>\n"
              + "</main>\n<script src=\""
              + OwnPaths.SCRIPT
              + "\"></script>\n</body>\n</html>\n";
      return rendered(
          request.method(),
          Status.INTERNAL_SERVER_ERROR,
          MediaType.HTML,
          page.getBytes(UTF_8),
          Headers.empty());
    }
    var problem =
        Problem.of(Status.INTERNAL_SERVER_ERROR)
            .withType(java.net.URI.create("tag:lodestar.dev,2026:" + report.kind().word()))
            .withTitle(report.title())
            .withDetail(report.text());
    return problem(request.method(), problem, Headers.empty());
  }

  RenderedResponse problem(Request request, Status status, String detail) {
    var headers =
        status.equals(Status.SERVICE_UNAVAILABLE)
            ? Headers.of("Retry-After", "1")
            : Headers.empty();
    if (wantsHtml(request)) {
      var page =
          "<!DOCTYPE html>\n<html lang=\"en\" data-lodestar-report>\n<head>\n"
              + "<meta charset=\"utf-8\">\n<title>"
              + escaped(status.toString())
              + "</title>\n<style>"
              + STYLE
              + "</style>\n</head>\n<body>\n<h1>"
              + escaped(status.toString())
              + "</h1>\n<p>"
              + escaped(detail)
              + "</p>\n</body>\n</html>\n";
      return rendered(request.method(), status, MediaType.HTML, page.getBytes(UTF_8), headers);
    }
    return problem(request.method(), Problem.of(status).withDetail(detail), headers);
  }

  RenderedResponse refusal(HttpException failure, Optional<Request> head) {
    return problem(
        head.map(Request::method).orElse(HttpMethod.GET), failure.problem(), failure.headers());
  }

  private static boolean wantsHtml(Request request) {
    try {
      return Accept.of(request.headers())
          .preferred(OFFERED)
          .filter(MediaType.HTML::equals)
          .isPresent();
    } catch (IllegalArgumentException | HttpException malformed) {
      return false;
    }
  }

  private static RenderedResponse problem(HttpMethod method, Problem problem, Headers headers) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("type", problem.type().toString());
    tree.put("title", problem.title());
    tree.put("status", problem.status().code());
    problem.detail().ifPresent(detail -> tree.put("detail", detail));
    problem.instance().ifPresent(instance -> tree.put("instance", instance.toString()));
    return rendered(
        method,
        problem.status(),
        MediaType.PROBLEM_JSON,
        Json.standard().codec(Object.class).encode(tree),
        headers);
  }

  private static RenderedResponse rendered(
      HttpMethod method, Status status, MediaType type, byte[] content, Headers headers) {
    var all = Headers.builder();
    headers.forEach(all::add);
    all.set("Cache-Control", "no-store")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("X-Content-Type-Options", "nosniff");
    return RenderedResponse.of(
        method, status, Optional.of(type), all.build(), ResponseBody.of(content));
  }

  private static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 64);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\n', '\t' -> safe.append(c);
        default -> safe.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }
}
