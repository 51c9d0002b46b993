package dev.lodestar.format;

import dev.lodestar.constraint.Violation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Walks through a document whose syntax was checked, and tells where a value is. Only used when
/// there is something to say about it.
final class MessagePackPath {
  private final byte[] bytes;
  private final int end;

  MessagePackPath(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /// Finds the pointers of values.
  void locate(int start, Places places) {
    locate(start, null, places);
  }

  /// Looks at a value and those inside of it, and answers the position after it; somewhere in the
  /// document once all are found.
  private int locate(int at, @Nullable Step step, Places places) {
    if (at == places.next()) {
      places.found(pointer(step));
    }
    int type = bytes[at] & 0xFF;
    if (MessagePackToken.isMap(type)) {
      return locateFields(at, new Step(step, true), places);
    }
    return MessagePackToken.isArray(type)
        ? locateElements(at, new Step(step, false), places)
        : MessagePackToken.after(bytes, at);
  }

  private int locateFields(int object, Step step, Places places) {
    int position = MessagePackToken.content(bytes, object);
    long size = MessagePackToken.size(bytes, object);
    for (long i = 0; i < size && !places.areFound(); i++) {
      step.to(position);
      position = locate(MessagePackToken.after(bytes, position), step, places);
    }
    return position;
  }

  private int locateElements(int array, Step step, Places places) {
    int position = MessagePackToken.content(bytes, array);
    long size = MessagePackToken.size(bytes, array);
    for (long i = 0; i < size && !places.areFound(); i++) {
      int element = places.elementBehind(array, position);
      if (element >= 0) {
        position = places.start(element);
        i = places.index(element);
      }
      step.to((int) i);
      position = locate(position, step, places);
    }
    return position;
  }

  private String pointer(@Nullable Step last) {
    var pointer = new StringBuilder();
    append(pointer, last);
    return pointer.toString();
  }

  private void append(StringBuilder pointer, @Nullable Step step) {
    if (step != null) {
      append(pointer, step.outer);
      pointer.append(step.isField ? text(step) : "/" + step.at);
    }
  }

  /// Made once for all problems below a name, which may be long.
  private String text(Step step) {
    var known = step.text;
    if (known == null) {
      known = Violation.step(name(step.at));
      step.text = known;
    }
    return known;
  }

  /// A step from an object or array to the value in it that is looked at.
  private static final class Step {
    private final @Nullable Step outer;
    private final boolean isField;

    /// Where the name starts, or how many elements precede.
    private int at;

    private @Nullable String text;

    private Step(@Nullable Step outer, boolean isField) {
      this.outer = outer;
      this.isField = isField;
    }

    private void to(int next) {
      at = next;
      text = null;
    }
  }

  /// The pointer of the place where a document that is being written ends.
  ///
  /// @param contents where the content of each open object and array starts
  /// @param counts how many elements or fields each has, the unfinished one included
  /// @param objects whether each is an object
  String ofUnfinished(int depth, int[] contents, int[] counts, boolean[] objects) {
    var pointer = new StringBuilder();
    for (int level = 1; level <= depth; level++) {
      if (counts[level] > 0) {
        append(pointer, contents[level], counts[level] - 1, objects[level]);
      }
    }
    return pointer.toString();
  }

  private void append(StringBuilder pointer, int content, int before, boolean object) {
    if (!object) {
      pointer.append('/').append(before);
      return;
    }
    int position = content;
    for (int i = 0; i < 2 * before; i++) {
      position = MessagePackToken.after(bytes, position);
    }
    if (position < end) {
      pointer.append(Violation.step(name(position)));
    }
  }

  private String name(int at) {
    int from = MessagePackToken.content(bytes, at);
    return MessagePackToken.isText(bytes[at] & 0xFF)
        ? new String(bytes, from, (int) MessagePackToken.size(bytes, at), StandardCharsets.UTF_8)
        : MessagePackToken.digits(bytes, at);
  }
}
