package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.route.Match;
import dev.lodestar.setting.LayerSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// Computes entity tags of what GET answers, and answers 304 to those who have it already.
record EntityTagEndpoint(Endpoint inner) implements Endpoint {
  private static final int TAG_BYTES = 16;

  static Endpoint of(LayerSettings settings, Endpoint inner) {
    return settings.get(LayerSettings.ENTITY_TAGS).chosen().orElse(EntityTagPolicy.GIVEN)
            == EntityTagPolicy.COMPUTED
        ? new EntityTagEndpoint(inner)
        : inner;
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var head = request.method() == HttpMethod.HEAD;
    if (!head && request.method() != HttpMethod.GET) {
      return inner.answer(request, match);
    }
    var answer = inner.answer(request, match);
    if (!answer.status().equals(Status.OK)) {
      return answer;
    }
    var tagged = answer.headers().contains("ETag") ? Optional.of(answer) : tagged(answer);
    return tagged.map(response -> conditional(request, response)).orElse(answer);
  }

  private static Optional<RenderedResponse> tagged(RenderedResponse answer) {
    return answer.body() instanceof ResponseBody.Bytes(var array, var offset, var length)
        ? Optional.of(
            answer.withHeaders(answer.headers().withAdded("ETag", tagOf(array, offset, length))))
        : Optional.empty();
  }

  private static String tagOf(byte[] array, int offset, int length) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(array, offset, length);
      var tag = new byte[TAG_BYTES];
      System.arraycopy(digest.digest(), 0, tag, 0, TAG_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }

  /// `If-None-Match` compares weakly (RFC 9110, section 13.1.2).
  private static RenderedResponse conditional(Request request, RenderedResponse answer) {
    var tag = withoutWeakness(answer.headers().first("ETag", ""));
    for (var candidate : request.headers().elements("If-None-Match")) {
      if (candidate.equals("*") || withoutWeakness(candidate).equals(tag)) {
        return answer.with(Status.NOT_MODIFIED, Optional.empty(), answer.headers());
      }
    }
    return answer;
  }

  private static String withoutWeakness(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
