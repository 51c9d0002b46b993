package dev.lodestar.bind;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Status;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that is wrong with the input of one request, in the order of the parameters. Belongs
/// to one request and one thread.
public final class InputErrors {
  private static final URI INVALID_INPUT = URI.create("tag:lodestar.dev,2026:invalid-input");
  private static final URI MALFORMED_INPUT = URI.create("tag:lodestar.dev,2026:malformed-input");
  private static final int LONGEST_ECHO = 100;

  private final List<Map<String, Object>> errors = new ArrayList<>(0);
  private boolean malformed;

  void missing(ParameterSource source, String name) {
    add(source, name, "required", "The " + source.noun() + " '" + name + "' is required.");
  }

  void invalid(ParameterSource source, String name, String text, String expected) {
    add(
        source,
        name,
        "format",
        "Expected " + expected + ", but got " + (text.isEmpty() ? "nothing" : echo(text)) + ".");
  }

  void repeated(ParameterSource source, String name, int times) {
    add(source, name, "duplicate", "Expected one value, but got " + times + ".");
  }

  /// Adds an error of a value that is well-formed but not allowed.
  void add(ParameterSource source, String name, String code, String message) {
    var error = new LinkedHashMap<String, Object>(8);
    error.put("in", source.word());
    error.put("name", name);
    error.put("code", code);
    error.put("message", message);
    errors.add(error);
  }

  /// Adds an error inside the body.
  void addAt(String pointer, String code, String message) {
    var error = new LinkedHashMap<String, Object>(8);
    error.put("in", ParameterSource.BODY.word());
    error.put("pointer", pointer);
    error.put("code", code);
    error.put("message", message);
    errors.add(error);
  }

  /// Adds that the body is not even JSON.
  void malformed(String message, int line, int column) {
    malformed = true;
    addAt("", "malformed", message + " (line " + line + ", column " + column + ")");
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  /// The 400 that lists all errors.
  HttpException toException() {
    var count = errors.size();
    return new HttpException(
        Problem.of(Status.BAD_REQUEST)
            .withType(malformed ? MALFORMED_INPUT : INVALID_INPUT)
            .withTitle(malformed ? "Malformed input" : "Invalid input")
            .withDetail(
                count == 1
                    ? "One value of the request is missing or not accepted."
                    : count + " values of the request are missing or not accepted.")
            .with("errors", List.copyOf(errors)));
  }

  private static String echo(String text) {
    var shown = new StringBuilder("'");
    for (var i = 0; i < text.length() && i < LONGEST_ECHO; i++) {
      var c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return shown.append(text.length() > LONGEST_ECHO ? "…'" : "'").toString();
  }
}
