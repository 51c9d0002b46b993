package dev.lodestar;

import dev.lodestar.json.Json;
import dev.lodestar.test.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads problem documents in tests.
final class ProblemDocuments {
  private ProblemDocuments() {}

  static Map<?, ?> of(TestResponse response) {
    return (Map<?, ?>) Json.standard().codec(Object.class).decode(response.bytes()).orThrow();
  }

  /// The listed errors as `in name code`, or `in pointer code`, in their order.
  static List<String> errorsOf(TestResponse response) {
    var errors = new ArrayList<String>();
    for (var error : (List<?>) of(response).get("errors")) {
      var members = (Map<?, ?>) error;
      var place = members.containsKey("name") ? members.get("name") : members.get("pointer");
      errors.add(members.get("in") + " " + place + " " + members.get("code"));
    }
    return errors;
  }

  static List<String> messagesOf(TestResponse response) {
    var messages = new ArrayList<String>();
    for (var error : (List<?>) of(response).get("errors")) {
      messages.add((String) ((Map<?, ?>) error).get("message"));
    }
    return messages;
  }
}
