package dev.lodestar.jsonpatch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a document (RFC 6901). Immutable.
///
/// @param text as it was written
/// @param steps names and indexes from the outside to the inside, unescaped; none for the whole
///   document
public record JsonPointer(String text, List<String> steps) {
  /// The most characters that a pointer may have.
  public static final int MAX_LENGTH = 4_096;

  /// Names the element behind the last one of an array.
  static final String END = "-";

  /// Copies the list.
  public JsonPointer {
    steps = List.copyOf(steps);
  }

  /// Reads a pointer; null if the text is none.
  public static @Nullable JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return new JsonPointer("", List.of());
    }
    if (text.charAt(0) != '/' || text.length() > MAX_LENGTH) {
      return null;
    }
    var steps = new ArrayList<String>();
    for (var from = 1; from <= text.length(); ) {
      var slash = text.indexOf('/', from);
      var end = slash < 0 ? text.length() : slash;
      var step = unescaped(text, from, end);
      if (step == null) {
        return null;
      }
      steps.add(step);
      from = end + 1;
    }
    return new JsonPointer(text, steps);
  }

  /// `~1` stands for a slash and `~0` for the tilde; nothing else follows one.
  private static @Nullable String unescaped(String text, int from, int end) {
    if (text.indexOf('~', from, end) < 0) {
      return text.substring(from, end);
    }
    var step = new StringBuilder(end - from);
    for (var i = from; i < end; i++) {
      var c = text.charAt(i);
      if (c == '~') {
        i++;
        var escaped = i < end ? text.charAt(i) : ' ';
        if (escaped != '0' && escaped != '1') {
          return null;
        }
        c = escaped == '0' ? '~' : '/';
      }
      step.append(c);
    }
    return step.toString();
  }

  boolean isRoot() {
    return steps.isEmpty();
  }

  String last() {
    return steps.getLast();
  }

  /// Whether another place is inside of this one.
  boolean contains(JsonPointer other) {
    return steps.size() < other.steps.size() && steps.equals(other.steps.subList(0, steps.size()));
  }
}
