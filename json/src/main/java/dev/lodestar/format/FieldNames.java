package dev.lodestar.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A fixed set of names, each with an index, found by their bytes without making texts.
public final class FieldNames {
  private static final int WORD = 8;

  // For each index the JSON form with quotes and colon, as it usually stands in a document.
  private final byte[][] json;
  private final long[] heads;
  private final long[] masks;
  private final long[] tails;

  // An open hash table over the bytes of all names, aliases included.
  private final @Nullable Key[] keys;
  private final Map<String, Integer> byText = new HashMap<>();

  private record Key(byte[] name, int index) {}

  /// Creates the set.
  ///
  /// @param names the name of each index
  /// @param aliases further names of the index
  public FieldNames(List<String> names, List<List<String>> aliases) {
    int size = names.size();
    json = new byte[size][];
    heads = new long[size];
    masks = new long[size];
    tails = new long[size];
    int total = 0;
    for (int i = 0; i < size; i++) {
      json[i] = usual(names.get(i));
      prepare(i);
      total += 1 + aliases.get(i).size();
    }
    int capacity = Integer.highestOneBit(Math.max(4, total)) * 4;
    keys = new Key[capacity];
    for (int i = 0; i < size; i++) {
      add(names.get(i), i);
      for (var alias : aliases.get(i)) {
        add(alias, i);
      }
    }
  }

  /// How many indexes there are.
  public int size() {
    return json.length;
  }

  private static byte[] usual(String name) {
    var escaped = new JsonOutput(DOCUMENT_CAPACITY);
    escaped.text(name);
    escaped.colon();
    var bytes = escaped.toByteArray();
    // With an escape there is more than one way to write it: such names are always looked up.
    return name.indexOf('\\') < 0 && bytes.length == utf8(name).length + 3 ? bytes : new byte[0];
  }

  private static final int DOCUMENT_CAPACITY = 64;

  private void prepare(int i) {
    var name = json[i];
    if (name.length == 0) {
      return;
    }
    int head = Math.min(name.length, WORD);
    var padded = Arrays.copyOf(name, Math.max(name.length, WORD));
    heads[i] = Swar.load(padded, 0);
    masks[i] = head == WORD ? -1L : (1L << (head * 8)) - 1;
    tails[i] = name.length > WORD ? Swar.load(name, name.length - WORD) : heads[i];
  }

  private void add(String name, int index) {
    var bytes = utf8(name);
    byText.put(name, index);
    int slot = hash(bytes, 0, bytes.length) & (keys.length - 1);
    while (keys[slot] != null) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = new Key(bytes, index);
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /// Compares the JSON name at the position, whose quote is there, with one of the set. Answers the
  /// position after its colon, or a negative number if it is another one or written differently.
  int after(byte[] bytes, int position, int end, int index) {
    var name = json[index];
    int length = name.length;
    if (end - position < Math.max(length, WORD) || length == 0) {
      return -1;
    }
    if (((Swar.load(bytes, position) ^ heads[index]) & masks[index]) != 0) {
      return -1;
    }
    if (length > WORD) {
      if (Swar.load(bytes, position + length - WORD) != tails[index]) {
        return -1;
      }
      if (length > 2 * WORD && !equals(bytes, position, name)) {
        return -1;
      }
    }
    return position + length;
  }

  private static boolean equals(byte[] bytes, int position, byte[] name) {
    return Arrays.equals(
        bytes, position + WORD, position + name.length - WORD, name, WORD, name.length - WORD);
  }

  /// The index of the name with these bytes, or [Input#UNKNOWN].
  int find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & (keys.length - 1);
    while (true) {
      var key = keys[slot];
      if (key == null) {
        return Input.UNKNOWN;
      }
      var name = key.name;
      if (name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return key.index;
      }
      slot = (slot + 1) & (keys.length - 1);
    }
  }

  /// The index of a name, or [Input#UNKNOWN].
  int find(String name) {
    return byText.getOrDefault(name, Input.UNKNOWN);
  }

  /// The names of a set are chosen by the program: nobody can make them collide.
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 4) {
      int hash = length;
      for (int i = from; i < to; i++) {
        hash = hash * 31 + bytes[i];
      }
      return hash ^ (hash >>> 7);
    }
    int middle = from + (length >>> 1);
    int hash = length + bytes[from] * 31 + bytes[to - 1] * 961 + bytes[middle] * 29791;
    hash += bytes[from + 1] * 923521 + bytes[to - 2] * 28629151;
    return hash ^ (hash >>> 15);
  }
}
