package dev.lodestar.test;

import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads problem documents (RFC 9457, section 3).
final class Problems {

  private Problems() {}

  /// The problem of a decoded document, which must name the status it was sent with.
  static Problem read(@Nullable Object document, Status status) {
    if (!(document instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("It is not a JSON object.");
    }
    var problem = Problem.of(status);
    for (var member : members.entrySet()) {
      problem = with(problem, String.valueOf(member.getKey()), member.getValue());
    }
    return problem;
  }

  private static Problem with(Problem problem, String name, @Nullable Object value) {
    return switch (name) {
      case "type" -> problem.withType(URI.create(text(name, value)));
      case "title" -> problem.withTitle(text(name, value));
      case "detail" -> problem.withDetail(text(name, value));
      case "instance" -> problem.withInstance(URI.create(text(name, value)));
      case "status" -> {
        if (!(value instanceof Long code) || code != problem.status().code()) {
          throw new IllegalArgumentException(
              "Its status is " + value + ", but the response has " + problem.status() + ".");
        }
        yield problem;
      }
      default -> value == null ? problem : problem.with(name, value);
    };
  }

  private static String text(String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException(
          "Its member " + name + " is " + value + ", but it has to be a string.");
    }
    return text;
  }
}
