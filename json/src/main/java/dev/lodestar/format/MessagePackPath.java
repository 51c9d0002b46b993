package dev.lodestar.format;

import dev.lodestar.constraint.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Walks through a document whose syntax was checked, and tells where a value is. Only used when
/// there is something to say about it.
final class MessagePackPath {
  private final byte[] bytes;
  private final int end;

  MessagePackPath(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /// Puts the pointer of the value that starts at each offset.
  void locate(int start, Map<Integer, String> pointers) {
    locate(start, new StringBuilder(), pointers);
  }

  /// Looks at a value and those inside of it, and answers the position after it.
  private int locate(int at, StringBuilder pointer, Map<Integer, String> pointers) {
    if (pointers.containsKey(at)) {
      pointers.put(at, pointer.toString());
    }
    int type = bytes[at] & 0xFF;
    boolean map = MessagePackToken.isMap(type);
    if (!map && !MessagePackToken.isArray(type)) {
      return MessagePackToken.after(bytes, at);
    }
    int position = MessagePackToken.content(bytes, at);
    int length = pointer.length();
    long size = MessagePackToken.size(bytes, at);
    for (long i = 0; i < size; i++) {
      if (map) {
        pointer.append(Violation.step(name(position)));
        position = MessagePackToken.after(bytes, position);
      } else {
        pointer.append('/').append(i);
      }
      position = locate(position, pointer, pointers);
      pointer.setLength(length);
    }
    return position;
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
