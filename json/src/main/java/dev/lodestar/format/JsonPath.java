package dev.lodestar.format;

import dev.lodestar.constraint.Violation;
import dev.lodestar.text.EightBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Walks through a document whose syntax was checked, and tells where a value is. Only used when
/// there is something to say about it.
final class JsonPath {
  private final byte[] bytes;
  private final int end;
  private int position;

  // One entry for each object and array around the position.
  private boolean[] isObject = new boolean[8];
  private int[] start = new int[8];
  private int[] index = new int[8];
  private int[] nameStart = new int[8];
  private @Nullable String[] steps = new @Nullable String[8];
  private int depth;

  JsonPath(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /// Finds the pointers of values.
  void locate(Places places) {
    while (!places.areFound() && position < end) {
      if (isValueNext()) {
        if (position == places.next()) {
          places.found(pointer());
        }
        readValue();
      } else {
        readPunctuation();
      }
      goOn(places);
    }
  }

  /// Leaves out elements of the array around the position, up to the one with the next place.
  private void goOn(Places places) {
    if (depth > 0 && !isObject[depth - 1]) {
      int element = places.elementBehind(start[depth - 1], position);
      if (element >= 0) {
        position = places.start(element);
        index[depth - 1] = places.index(element);
      }
    }
  }

  /// The pointer of the place where a document that is being written ends. While an object or array
  /// is not complete, its first byte is a comma.
  String ofUnfinished() {
    while (position < end) {
      if (bytes[position] == ',' && (depth == 0 || awaitsValue())) {
        open(isName(position + 1));
      } else if (isValueNext()) {
        readValue();
      } else {
        readPunctuation();
      }
    }
    return pointer();
  }

  private boolean awaitsValue() {
    byte before = bytes[position - 1];
    return before == ':' || before == ',';
  }

  private boolean isName(int at) {
    return at < end && bytes[at] == '"' && afterText(at) < end && bytes[afterText(at)] == ':';
  }

  private boolean isValueNext() {
    byte b = bytes[position];
    boolean isNameNext = b == '"' && depth > 0 && isObject[depth - 1] && nameStart[depth - 1] < 0;
    return !isNameNext && (b > ',' || b == '"') && b != ':' && b != ']' && b != '}';
  }

  private void readPunctuation() {
    switch (bytes[position]) {
      case '"' -> {
        nameStart[depth - 1] = position;
        steps[depth - 1] = null;
        position = afterText(position);
      }
      case ',' -> {
        index[depth - 1]++;
        nameStart[depth - 1] = -1;
        position++;
      }
      case ']', '}' -> {
        depth--;
        position++;
      }
      default -> position++;
    }
  }

  private void readValue() {
    switch (bytes[position]) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> position = afterText(position);
      default -> {
        while (position < end && !endsWord(bytes[position])) {
          position++;
        }
      }
    }
  }

  /// Whether a byte is behind a number, or behind true, false or null.
  private static boolean endsWord(byte b) {
    return b <= ' ' || b == ',' || b == ']' || b == '}';
  }

  private void open(boolean object) {
    if (depth == index.length) {
      isObject = Arrays.copyOf(isObject, 2 * depth);
      start = Arrays.copyOf(start, 2 * depth);
      index = Arrays.copyOf(index, 2 * depth);
      nameStart = Arrays.copyOf(nameStart, 2 * depth);
      steps = Arrays.copyOf(steps, 2 * depth);
    }
    isObject[depth] = object;
    start[depth] = position;
    index[depth] = 0;
    nameStart[depth] = -1;
    depth++;
    position++;
  }

  private int afterText(int openingQuote) {
    int i = openingQuote + 1;
    while (i < end) {
      if (end - i >= EightBytes.COUNT) {
        long special = Swar.specialAscii(EightBytes.load(bytes, i));
        if (special == 0) {
          i += EightBytes.COUNT;
          continue;
        }
        i += Swar.first(special);
      }
      if (bytes[i] == '"') {
        return i + 1;
      }
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return end;
  }

  private String pointer() {
    var pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (!isObject[i]) {
        pointer.append('/').append(index[i]);
      } else if (nameStart[i] >= 0) {
        pointer.append(step(i));
      }
    }
    return pointer.toString();
  }

  /// Made once for all problems below a name, which may be long.
  private String step(int level) {
    var step = steps[level];
    if (step == null) {
      step = Violation.step(name(nameStart[level]));
      steps[level] = step;
    }
    return step;
  }

  private String name(int openingQuote) {
    var text = new JsonText(bytes, end, Integer.MAX_VALUE);
    boolean scanned = text.scan(openingQuote + 1, openingQuote + 1);
    var name = scanned ? text.text() : null;
    return name == null ? "" : name;
  }
}
