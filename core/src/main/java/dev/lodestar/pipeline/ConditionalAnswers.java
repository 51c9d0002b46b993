package dev.lodestar.pipeline;

import dev.lodestar.conditional.ConditionalResponses;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Status;
import dev.lodestar.operation.AnswerPlan;
import dev.lodestar.operation.Content;
import dev.lodestar.operation.HeaderPlan;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells what is answered in place of content that clients may have already, or of which they want
/// a part.
final class ConditionalAnswers {
  private ConditionalAnswers() {}

  static void describe(OperationCollector operation) {
    if (operation.method() != HttpMethod.GET && operation.method() != HttpMethod.HEAD) {
      return;
    }
    for (var answer : operation.answers()) {
      if (answer.status().equals(Optional.of(Status.OK))) {
        describe(operation, answer);
      }
    }
  }

  private static void describe(OperationCollector operation, AnswerPlan whole) {
    var comparable = whole.has("ETag") || whole.has("Last-Modified");
    if (comparable && !operation.answers(Status.NOT_MODIFIED)) {
      operation.preconditions();
      operation.answer(notModified(whole));
      operation.refuse(Refusal.PRECONDITION_FAILED);
    }
    if (whole.has("Accept-Ranges") && !operation.answers(Status.PARTIAL_CONTENT)) {
      operation.header("Range", "Which part of the content is wanted, for instance bytes=0-99.");
      operation.header("If-Range", "The state that the part is of; otherwise all is sent.");
      operation.answer(part(whole));
      operation.refuse(Refusal.RANGE_NOT_SATISFIABLE);
    }
  }

  private static AnswerPlan notModified(AnswerPlan whole) {
    var headers = new ArrayList<HeaderPlan>();
    for (var header : whole.headers()) {
      if (!ConditionalResponses.leavesOut(header.name(), isAlwaysTagged(whole))) {
        headers.add(header);
      }
    }
    return new AnswerPlan(
        Optional.of(Status.NOT_MODIFIED),
        Optional.of("The client has this state already."),
        List.of(),
        headers,
        whole.cookies());
  }

  private static boolean isAlwaysTagged(AnswerPlan whole) {
    return whole.headers().stream()
        .anyMatch(header -> header.always() && header.name().equalsIgnoreCase("ETag"));
  }

  private static AnswerPlan part(AnswerPlan whole) {
    var contents = new ArrayList<Content>(whole.contents());
    contents.add(
        new Content(MediaType.parse("multipart/byteranges"), new Shape.Binary(Optional.empty())));
    return new AnswerPlan(
            Optional.of(Status.PARTIAL_CONTENT),
            Optional.of("A part of the content, or several."),
            contents,
            whole.headers(),
            whole.cookies())
        .with(
            new HeaderPlan(
                "Content-Range", "Which part it is, of how much.", Optional.empty(), false));
  }
}
