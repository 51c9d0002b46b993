package dev.lodestar.json;

import dev.lodestar.constraint.MatchingBudget;
import dev.lodestar.constraint.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the problems of one document, and knows where the reader is. While all is well it costs
/// one array store per element.
final class Problems {
  private static final int MAX_PROBLEMS = 100;

  private final Reader in;
  private @Nullable String[] names = new String[8];
  private int[] indexes = new int[8];
  private int depth;
  private final List<JsonProblem> problems = new ArrayList<>(0);
  private int count;
  private @Nullable MatchingBudget budget;

  Problems(Reader in) {
    this.in = in;
  }

  /// What regular expressions may do for this document.
  MatchingBudget budget() {
    var made = budget;
    if (made == null) {
      made = new MatchingBudget();
      budget = made;
    }
    return made;
  }

  int count() {
    return count;
  }

  void enter() {
    if (depth == indexes.length) {
      names = Arrays.copyOf(names, 2 * depth);
      indexes = Arrays.copyOf(indexes, 2 * depth);
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  /// The reader is at this field of the object that it entered last.
  void at(String name) {
    names[depth - 1] = name;
  }

  /// The reader is at this element of the array that it entered last.
  void at(int index) {
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  boolean isAt(@Nullable String name) {
    return name != null && name.equals(names[depth - 1]);
  }

  /// The value that starts there is not what was expected. It was read already.
  void mismatch(String code, String expected, int where) {
    if (isWanted()) {
      var found = in.found(where);
      add("", code, expected, found, "Expected " + expected + ", found " + found + ".");
    }
  }

  void missing(String expected) {
    if (isWanted()) {
      add("", "required", expected, "nothing", "The field is required: expected " + expected + ".");
    }
  }

  void violation(Violation violation) {
    if (isWanted()) {
      add(violation.pointer(), violation.code(), "", "", violation.message());
    }
  }

  void note(String code, String message) {
    if (isWanted()) {
      add("", code, "", "", message);
    }
  }

  private boolean isWanted() {
    return !in.malformed() && ++count <= MAX_PROBLEMS;
  }

  private void add(String inside, String code, String expected, String found, String message) {
    problems.add(new JsonProblem(pointer() + inside, code, expected, found, message));
  }

  private String pointer() {
    var pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      var name = names[i];
      pointer.append('/');
      if (name == null) {
        pointer.append(indexes[i]);
      } else {
        pointer.append(Pointer.escaped(name));
      }
    }
    return pointer.toString();
  }

  <T extends @Nullable Object> Decoded<T> invalidResult() {
    return new Decoded.Invalid<>(problems, count - problems.size());
  }
}
