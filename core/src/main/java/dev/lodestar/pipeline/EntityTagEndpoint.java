package dev.lodestar.pipeline;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import dev.lodestar.setting.LayerSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// Computes entity tags of what GET answers.
record EntityTagEndpoint(Endpoint inner) implements Endpoint {
  private static final int TAG_BYTES = 16;

  static Endpoint of(LayerSettings settings, Endpoint inner) {
    return settings.get(LayerSettings.ENTITY_TAGS).chosen().orElse(EntityTagPolicy.GIVEN)
            == EntityTagPolicy.COMPUTED
        ? new EntityTagEndpoint(inner)
        : inner;
  }

  @Override
  public void describe(OperationCollector operation) {
    inner.describe(operation);
    if (operation.method() == HttpMethod.GET) {
      operation.answers(EntityTagEndpoint::tagged);
    }
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) throws Throwable {
    var answer = inner.answer(request, match);
    if (request.method() != HttpMethod.GET || !answer.status().equals(Status.OK)) {
      return answer;
    }
    return answer.body() instanceof ResponseBody.Bytes(var array, var offset, var length)
            && !answer.headers().contains("ETag")
        ? answer.withHeaders(answer.headers().withAdded("ETag", tagOf(array, offset, length)))
        : answer;
  }

  private static AnswerPlan tagged(AnswerPlan answer) {
    return answer.status().equals(Optional.of(Status.OK)) && !answer.contents().isEmpty()
        ? answer.with(new HeaderPlan("ETag", "Identifies this content.", Optional.empty(), false))
        : answer;
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
}
