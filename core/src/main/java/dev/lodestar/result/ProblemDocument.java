package dev.lodestar.result;

import dev.lodestar.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/// The JSON object of a problem (RFC 9457, section 3).
final class ProblemDocument {
  private ProblemDocument() {}

  static Map<String, Object> membersOf(Problem problem) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", problem.type().toString());
    members.put("title", problem.title());
    members.put("status", problem.status().code());
    if (problem.detail().isPresent()) {
      members.put("detail", problem.detail().get());
    }
    if (problem.instance().isPresent()) {
      members.put("instance", problem.instance().get().toString());
    }
    members.putAll(problem.extensions());
    return members;
  }
}
