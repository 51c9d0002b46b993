package dev.lodestar.jsonpatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the operations of a patch from the tree of its document, and collects what is wrong with
/// it. Serves one document.
public final class OperationsReader {
  /// The most operations that a patch may have.
  public static final int MAX_OPERATIONS = 1_000;

  private static final int SHOWN = 50;
  private static final String KINDS = "add, remove, replace, move, copy or test";

  private final List<Operation> operations = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private OperationsReader() {}

  /// Reads a document.
  ///
  /// @param document its tree: maps, lists, texts, numbers, booleans and nulls
  public static OperationsReader read(@Nullable Object document) {
    var reader = new OperationsReader();
    reader.patch(document);
    return reader;
  }

  /// The operations in their order; not complete if there are [#mistakes()].
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /// What is wrong, in the order of the document.
  public List<Mistake> mistakes() {
    return List.copyOf(mistakes);
  }

  private void patch(@Nullable Object document) {
    if (!(document instanceof List<?> listed)) {
      mistakes.add(Mistake.of("", "type", "an array of operations", kindOf(document)));
    } else if (listed.size() > MAX_OPERATIONS) {
      mistakes.add(
          Mistake.of(
              "", "size", "at most " + MAX_OPERATIONS + " operations", listed.size() + " of them"));
    } else {
      for (var i = 0; i < listed.size(); i++) {
        operation("/" + i, listed.get(i));
      }
    }
  }

  private void operation(String place, @Nullable Object element) {
    if (!(element instanceof Map<?, ?> members)) {
      mistakes.add(Mistake.of(place, "type", "an object", kindOf(element)));
      return;
    }
    var before = mistakes.size();
    var kind = kind(place, members);
    var path = pointer(place, members, "path");
    if (kind == null) {
      return;
    }
    var from = kind.hasFrom() ? pointer(place, members, "from") : path;
    if (kind.hasValue() && !members.containsKey("value")) {
      mistakes.add(Mistake.missing(place + "/value", "a value"));
    }
    if (mistakes.size() != before || path == null || from == null) {
      return;
    }
    if (kind == Operation.Kind.MOVE && from.contains(path)) {
      mistakes.add(
          new Mistake(
              place + "/path",
              "invalid",
              "a place outside of what is moved",
              "one inside of it",
              "A value cannot be moved into itself."));
      return;
    }
    operations.add(new Operation(kind, path, from, kind.hasValue() ? members.get("value") : null));
  }

  private Operation.@Nullable Kind kind(String place, Map<?, ?> members) {
    var expected = "the name of an operation: " + KINDS;
    var word = text(place + "/op", members, "op", expected);
    var kind = word == null ? null : Operation.Kind.of(word);
    if (word != null && kind == null) {
      mistakes.add(
          Mistake.of(place + "/op", "format", expected, "the text \"" + shown(word) + "\""));
    }
    return kind;
  }

  private @Nullable JsonPointer pointer(String place, Map<?, ?> members, String name) {
    var expected =
        "a JSON pointer of at most "
            + JsonPointer.MAX_LENGTH
            + " characters: the empty text, or / before each step, with ~0 for ~ and ~1 for /";
    var text = text(place + "/" + name, members, name, expected);
    var pointer = text == null ? null : JsonPointer.parse(text);
    if (text != null && pointer == null) {
      mistakes.add(
          Mistake.of(place + "/" + name, "format", expected, "the text \"" + shown(text) + "\""));
    }
    return pointer;
  }

  private @Nullable String text(String place, Map<?, ?> members, String name, String expected) {
    if (!members.containsKey(name)) {
      mistakes.add(Mistake.missing(place, expected));
      return null;
    }
    if (members.get(name) instanceof String text) {
      return text;
    }
    mistakes.add(Mistake.of(place, "type", expected, kindOf(members.get(name))));
    return null;
  }

  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }

  private static String kindOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "a text";
      case Boolean truth -> "a boolean";
      case Map<?, ?> members -> "an object";
      case List<?> elements -> "an array";
      default -> "a number";
    };
  }
}
