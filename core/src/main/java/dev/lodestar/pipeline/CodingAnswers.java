package dev.lodestar.pipeline;

import dev.lodestar.coding.Compression;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Middleware;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationCollector;
import java.util.Optional;

/// Tells what content codings change of answers.
final class CodingAnswers {
  private CodingAnswers() {}

  static void describe(Middleware middleware, OperationCollector operation) {
    if (middleware instanceof Compression) {
      operation.answers(CodingAnswers::compressible);
    }
  }

  private static AnswerPlan compressible(AnswerPlan answer) {
    var event =
        answer.contents().stream()
            .anyMatch(content -> content.mediaType().sameTypeAs(MediaType.EVENT_STREAM));
    var notModified = answer.status().equals(Optional.of(Status.NOT_MODIFIED));
    if (event || (answer.contents().isEmpty() && !notModified)) {
      return answer;
    }
    var varying = answer.varying("Accept-Encoding", notModified);
    return notModified
        ? varying
        : varying.with(
            new HeaderPlan(
                "Content-Encoding", "How the content is compressed.", Optional.empty(), false));
  }
}
