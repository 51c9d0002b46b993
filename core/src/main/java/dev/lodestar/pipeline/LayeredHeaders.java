package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import dev.lodestar.http.SetCookie;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds the headers and cookies of the layers to responses that do not have them.
final class LayeredHeaders implements Endpoint {
  private final Headers headers;
  private final List<Line> cookies;
  private final Endpoint inner;

  /// A cookie as it is sent, and what tells it apart.
  private record Line(String identity, String value, SetCookie cookie) {}

  private LayeredHeaders(Headers headers, List<Line> cookies, Endpoint inner) {
    this.headers = headers;
    this.cookies = cookies;
    this.inner = inner;
  }

  static Endpoint of(LayerSettings settings, Endpoint inner) {
    var lines = Headers.builder();
    for (var header : settings.get(LayerSettings.HEADERS).values()) {
      if (!header.value().removed()) {
        lines.add(header.value().name(), header.value().value());
      }
    }
    var cookies = new ArrayList<Line>();
    for (var cookie : settings.get(LayerSettings.COOKIES).values()) {
      cookies.add(
          new Line(cookie.value().identity(), cookie.value().headerValue(), cookie.value()));
    }
    var headers = lines.build();
    return headers.isEmpty() && cookies.isEmpty()
        ? inner
        : new LayeredHeaders(headers, List.copyOf(cookies), inner);
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    operation.answers(this::described);
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var answer = inner.answer(request, match);
    return answer.withHeaders(withCookies(withHeaders(answer.headers())));
  }

  private AnswerPlan described(AnswerPlan answer) {
    var all = answer;
    for (var i = 0; i < headers.size(); i++) {
      all = all.with(new HeaderPlan(headers.name(i), "", Optional.of(headers.value(i)), true));
    }
    for (var cookie : cookies) {
      all = all.with(cookie.cookie());
    }
    return all;
  }

  private Headers withHeaders(Headers own) {
    if (own.isEmpty()) {
      return headers;
    }
    var all = own;
    for (var i = 0; i < headers.size(); i++) {
      if (!own.contains(headers.name(i))) {
        all = all.withAdded(headers.name(i), headers.value(i));
      }
    }
    return all;
  }

  private Headers withCookies(Headers own) {
    var all = own;
    for (var cookie : cookies) {
      if (!sets(own, cookie.identity())) {
        all = all.withAdded("Set-Cookie", cookie.value());
      }
    }
    return all;
  }

  private static boolean sets(Headers headers, String identity) {
    for (var line : headers.all("Set-Cookie")) {
      if (SetCookie.identityOf(line).equals(identity)) {
        return true;
      }
    }
    return false;
  }
}
