package dev.lodestar;

import dev.lodestar.handler.HandlerMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one mapping annotation on a handler method says, whichever annotation it is.
///
/// @param annotation the simple name of the annotation, for reports
/// @param methods the request methods as written
/// @param paths the path templates as written
/// @param status the status as written; 0 for none
/// @param produces the media types of responses as written; empty if the type decides
/// @param consumes the media types of requests as written; empty if the type decides
/// @param name the name of the route; empty for none
record Mapping(
    String annotation,
    List<String> methods,
    List<String> paths,
    int status,
    List<String> produces,
    List<String> consumes,
    String name) {

  private static final String[] UNSAID = {};
  private static final String WEB_SOCKET = "@WebSocketRoute";

  /// Whether it declares a handler of WebSockets, whose handshakes are GET requests.
  boolean isWebSocket() {
    return annotation.equals(WEB_SOCKET);
  }

  /// Tells whether an annotation declares a handler.
  static boolean is(Annotation annotation) {
    return annotation instanceof Get
        || annotation instanceof Post
        || annotation instanceof Put
        || annotation instanceof Patch
        || annotation instanceof Delete
        || annotation instanceof Head
        || annotation instanceof Options
        || annotation instanceof Route
        || annotation instanceof WebSocketRoute;
  }

  /// Tells whether a method is declared as a handler.
  static boolean isOn(Method method) {
    for (var annotation : method.getAnnotations()) {
      if (from(annotation) != null) {
        return true;
      }
    }
    return false;
  }

  /// Reads all mapping annotations of a handler.
  static List<Mapping> of(HandlerMethod handler) {
    var mappings = new ArrayList<Mapping>(1);
    for (var annotation : handler.annotations()) {
      var mapping = from(annotation);
      if (mapping != null) {
        mappings.add(mapping);
      }
    }
    return mappings;
  }

  private static @Nullable Mapping from(Annotation annotation) {
    if (annotation instanceof Get get) {
      return of("GET", get.value(), get.status(), get.produces(), UNSAID, get.name());
    }
    if (annotation instanceof Post post) {
      return of("POST", post.value(), post.status(), post.produces(), post.consumes(), post.name());
    }
    if (annotation instanceof Put put) {
      return of("PUT", put.value(), put.status(), put.produces(), put.consumes(), put.name());
    }
    if (annotation instanceof Patch patch) {
      return of(
          "PATCH", patch.value(), patch.status(), patch.produces(), patch.consumes(), patch.name());
    }
    if (annotation instanceof Delete delete) {
      return of(
          "DELETE",
          delete.value(),
          delete.status(),
          delete.produces(),
          delete.consumes(),
          delete.name());
    }
    if (annotation instanceof Head head) {
      return of("HEAD", head.value(), head.status(), head.produces(), UNSAID, head.name());
    }
    if (annotation instanceof Options options) {
      return of(
          "OPTIONS", options.value(), options.status(), options.produces(), UNSAID, options.name());
    }
    if (annotation instanceof WebSocketRoute socket) {
      return new Mapping(
          WEB_SOCKET,
          List.of("GET"),
          List.of(socket.value()),
          0,
          List.of(),
          List.of(),
          socket.name());
    }
    if (annotation instanceof Route route) {
      return new Mapping(
          "@Route",
          List.of(route.method()),
          List.of(route.value()),
          route.status(),
          List.of(route.produces()),
          List.of(route.consumes()),
          route.name());
    }
    return null;
  }

  private static Mapping of(
      String method,
      String[] paths,
      int status,
      String[] produces,
      String[] consumes,
      String name) {
    var annotation = "@" + method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    return new Mapping(
        annotation,
        List.of(method),
        List.of(paths),
        status,
        List.of(produces),
        List.of(consumes),
        name);
  }
}
