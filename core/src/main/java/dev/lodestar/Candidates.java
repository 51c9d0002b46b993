package dev.lodestar;

import dev.lodestar.RouteCandidate.Verdict;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MalformedEncodingException;
import dev.lodestar.http.PercentEncoding;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Segment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which routes come near a request, and why they do not answer it. What answers is found by the
/// same match that requests go through; the rest is compared with that.
final class Candidates {
  private final Pipeline pipeline;
  private final List<PlannedRoute> routes;

  Candidates(Pipeline pipeline, List<PlannedRoute> routes) {
    this.pipeline = pipeline;
    this.routes = routes;
  }

  List<RouteCandidate> of(HttpMethod method, String path, Optional<String> host) {
    var segments = segments(path);
    var found = found(method, path, host);
    var candidates = new ArrayList<RouteCandidate>();
    for (var route : routes) {
      if (fits(route.template().segments(), segments)) {
        candidates.add(judged(route, method, path, host, found));
      }
    }
    candidates.sort(Comparator.comparing(RouteCandidate::verdict));
    return List.copyOf(candidates);
  }

  private RouteCandidate judged(
      PlannedRoute route,
      HttpMethod method,
      String path,
      Optional<String> host,
      Optional<PathTemplate> found) {
    var sameTemplate = found.filter(template -> template == route.template()).isPresent();
    if (sameTemplate && route.takes(method)) {
      return candidate(route, Verdict.ANSWERS, "It answers.");
    }
    var hosts = route.layers().hosts();
    if (!hosts.isEmpty()
        && found(route.method(), path, Optional.of(hosts.getFirst())).isPresent()
        && found(route.method(), path, host).isEmpty()) {
      return candidate(
          route, Verdict.OTHER_HOST, "It belongs to the hosts " + String.join(", ", hosts) + ".");
    }
    var withItsMethod = found(route.method(), path, host);
    if (withItsMethod.filter(template -> template == route.template()).isPresent()) {
      return candidate(route, Verdict.OTHER_METHOD, "It takes " + route.method() + " only.");
    }
    if (withItsMethod.isPresent()) {
      return candidate(
          route,
          Verdict.LESS_SPECIFIC,
          "The path " + withItsMethod.get() + " says more, so it comes first.");
    }
    return candidate(
        route,
        Verdict.OTHER_VALUE,
        "A parameter of its path does not take the text that stands in its place.");
  }

  private static RouteCandidate candidate(PlannedRoute route, Verdict verdict, String reason) {
    return new RouteCandidate(route.describe(), verdict, reason);
  }

  private Optional<PathTemplate> found(HttpMethod method, String path, Optional<String> host) {
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var headers = Headers.of("Host", host.orElse("localhost"));
    var connection = new Connection(nobody, nobody, false, "HTTP/1.1");
    return pipeline.templateOf(Request.of(method, path, headers, RequestBody.empty(), connection));
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.substring(1).split("/", -1)) {
      try {
        segments.add(PercentEncoding.decode(segment));
      } catch (MalformedEncodingException raw) {
        segments.add(segment);
      }
    }
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }

  private static boolean fits(List<Segment> template, List<String> path) {
    for (var i = 0; i < template.size(); i++) {
      if (i >= path.size()) {
        return false;
      }
      switch (template.get(i)) {
        case Segment.Literal literal -> {
          if (!literal.text().equals(path.get(i))) {
            return false;
          }
        }
        case Segment.Parameter parameter -> {
          if (parameter.greedy()) {
            return true;
          }
        }
      }
    }
    return template.size() == path.size();
  }
}
