package dev.lodestar.dev.proxy;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// What the proxy answers itself: the script in pages, and the events that it listens to.
final class OwnPaths {
  private static final String ROOT = "/__lodestar/";
  static final String SCRIPT = ROOT + "dev.js";
  static final String EVENTS = ROOT + "dev/events";

  private static final MediaType JAVASCRIPT = MediaType.parse("text/javascript; charset=utf-8");

  private final LiveReload reload;
  private final Pages pages;
  private final byte[] script;

  OwnPaths(LiveReload reload, Pages pages) {
    this.reload = reload;
    this.pages = pages;
    this.script = resource("dev.js");
  }

  static byte[] resource(String name) {
    try (var stream = OwnPaths.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  boolean has(Request request) {
    return request.path().startsWith(ROOT);
  }

  RenderedResponse answer(Request request) {
    var path = request.path();
    if (!path.equals(SCRIPT) && !path.equals(EVENTS)) {
      return pages.problem(
          request,
          Status.NOT_FOUND,
          "Paths below " + ROOT + " belong to the developer loop, and this is none of them.");
    }
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return pages.problem(request, Status.METHOD_NOT_ALLOWED, "Only GET is answered here.");
    }
    var headers =
        Headers.of(
            "Cache-Control", "no-store",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Content-Type-Options", "nosniff");
    return path.equals(SCRIPT)
        ? RenderedResponse.of(
            request.method(), Status.OK, Optional.of(JAVASCRIPT), headers, ResponseBody.of(script))
        : RenderedResponse.of(
            request.method(),
            Status.OK,
            Optional.of(MediaType.EVENT_STREAM),
            headers,
            new ResponseBody.Stream(reload::stream));
  }
}
