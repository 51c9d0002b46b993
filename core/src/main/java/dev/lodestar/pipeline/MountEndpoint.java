package dev.lodestar.pipeline;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import java.util.function.Predicate;

/// Hands requests to an application of its own, which sees paths below where it is mounted.
///
/// @param segments how many segments the path has where it is mounted
/// @param answersOptions whether the application has an automatic answer to a request of OPTIONS,
///   as it sees it
public record MountEndpoint(
    HttpApplication application, int segments, Predicate<Request> answersOptions)
    implements Endpoint {

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    return application.handle(below(request, segments));
  }

  /// Whether the application answers a request automatically, which no guard may refuse.
  boolean isAutomatic(Request request) {
    return request.method() == HttpMethod.OPTIONS && answersOptions.test(below(request, segments));
  }

  /// Lets automatic answers pass by the guards around a mount.
  ///
  /// @param guarded the mount with its guards
  record BesideGuards(MountEndpoint mount, Endpoint guarded) implements Endpoint {
    @Override
    public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
      return mount.isAutomatic(request)
          ? mount.answer(request, match)
          : guarded.answer(request, match);
    }
  }

  /// The request as it is seen below a number of segments.
  public static Request below(Request request, int segments) {
    return request.below(lengthOf(request.path(), segments));
  }

  /// The path as it is seen below a number of segments.
  public static String pathBelow(String path, int segments) {
    var below = path.substring(lengthOf(path, segments));
    return below.isEmpty() ? "/" : below;
  }

  private static int lengthOf(String path, int segments) {
    var end = 0;
    for (var i = 0; i < segments; i++) {
      var slash = path.indexOf('/', end + 1);
      end = slash < 0 ? path.length() : slash;
    }
    return end;
  }
}
