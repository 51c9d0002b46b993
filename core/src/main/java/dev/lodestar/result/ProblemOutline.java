package dev.lodestar.result;

import dev.lodestar.http.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A problem in words, for people.
///
/// @param heading status code and title
/// @param detail the explanation, if there is one
/// @param errors the elements of the member `errors`, if it has the form of the framework's
/// @param members everything else: name to text
record ProblemOutline(
    String heading, Optional<String> detail, List<Flaw> errors, Map<String, String> members) {

  /// One thing that is wrong with the input.
  ///
  /// @param place the part of the request and where in it
  /// @param message what is wrong
  record Flaw(String place, String message) {}

  /// @param json writes a value that is no simple one
  static ProblemOutline of(Problem problem, Function<Object, String> json) {
    var members = new LinkedHashMap<String, String>();
    if (!problem.type().equals(Problem.ABOUT_BLANK)) {
      members.put("type", problem.type().toString());
    }
    problem.instance().ifPresent(instance -> members.put("instance", instance.toString()));
    List<Flaw> errors = List.of();
    for (var extension : problem.extensions().entrySet()) {
      var value = extension.getValue();
      if (extension.getKey().equals("errors") && isErrors(value)) {
        errors = errorsOf((List<?>) value);
      } else {
        members.put(extension.getKey(), textOf(value, json));
      }
    }
    var heading = problem.status().code() + " " + problem.title();
    return new ProblemOutline(heading, problem.detail(), errors, members);
  }

  private static String textOf(Object value, Function<Object, String> json) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : json.apply(value);
  }

  private static boolean isErrors(Object value) {
    return value instanceof List<?> list
        && list.stream()
            .allMatch(element ->
                element instanceof Map<?, ?> error
                    && error.get("in") instanceof String
                    && error.get("message") instanceof String);
  }

  private static List<Flaw> errorsOf(List<?> list) {
    var errors = new ArrayList<Flaw>(list.size());
    for (var element : list) {
      var error = (Map<?, ?>) element;
      var name = error.containsKey("pointer") ? error.get("pointer") : error.get("name");
      var place = name == null || "".equals(name) ? "" : " " + name;
      errors.add(new Flaw(error.get("in") + place, String.valueOf(error.get("message"))));
    }
    return errors;
  }
}
