package dev.lodestar.server;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RedirectOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Sends clients to the same path of the port that speaks TLS. Only what is malformed is answered
/// otherwise, and challenges of ACME are.
///
/// @param application renders refusals
/// @param options where to
/// @param port the port that speaks TLS
record Redirect(HttpApplication application, RedirectOptions options, int port)
    implements HttpApplication {
  private static final String CHALLENGES = "/.well-known/acme-challenge/";

  /// More than any token with the digest of a key has.
  private static final long MOST_CHALLENGE_BYTES = 4_096;

  /// Nobody reads the bodies of what is redirected.
  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return new BodyPlan(engineDefault.limit(), true);
  }

  @Override
  public RenderedResponse handle(Request request) {
    var challenges = options.challenges();
    if (challenges.isPresent() && request.path().startsWith(CHALLENGES)) {
      return challenge(request, challenges.get());
    }
    String host;
    try {
      host = options.host().orElseGet(request::host);
    } catch (HttpException malformed) {
      return application.refuse(malformed, Optional.of(request));
    }
    var port = options.targetPort() == 0 ? this.port : options.targetPort();
    var target = request.target().startsWith("/") ? request.target() : "/";
    return RenderedResponse.of(
        request.method(),
        Status.PERMANENT_REDIRECT,
        Optional.empty(),
        Headers.of("Location", "https://" + host + (port == 443 ? "" : ":" + port) + target),
        ResponseBody.empty());
  }

  private RenderedResponse challenge(Request request, Path folder) {
    var token = request.path().substring(CHALLENGES.length());
    var reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (reads && isToken(token)) {
      var file = folder.resolve(token);
      try {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.size(file) <= MOST_CHALLENGE_BYTES) {
          return RenderedResponse.of(
              request.method(),
              Status.OK,
              Optional.of(MediaType.OCTET_STREAM),
              Headers.empty(),
              ResponseBody.of(Files.readAllBytes(file)));
        }
      } catch (IOException unreadable) {
        // as if it were not there
      }
    }
    return application.refuse(
        HttpException.of(Status.NOT_FOUND, "There is no such challenge."), Optional.of(request));
  }

  /// Base64 for URLs (RFC 8555, section 8.3): nothing that could lead out of the folder.
  private static boolean isToken(String token) {
    return !token.isEmpty()
        && token.length() <= 256
        && token
            .chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_');
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return application.refuse(failure, head);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Connection connection) {
    return application.refuse(failure, connection);
  }
}
