package dev.lodestar.format;

import dev.lodestar.text.EightBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fixed set of names, each with an index, found by their bytes without making texts.
///
/// A record with an unmodifiable list, since the just-in-time compiler trusts the fields of both:
/// where the set and an index are constants, so are the bytes to compare with.
///
/// @param usual how the name of each index usually stands in a document
/// @param keys an open hash table over the bytes of all names, aliases included
public record FieldNames(List<Usual> usual, @Nullable Key[] keys) {
  private static final int WORD = 8;

  /// @param plain how many bytes it has if JSON has them as they are and they are less than eight;
  ///   otherwise negative
  record Key(byte[] name, long head, long tail, int plain, int index) {}

  /// A name as it usually stands in a document, in JSON with comma, quotes and colon.
  ///
  /// @param length of these bytes; more than any document has if there is more than one way to
  ///   write it
  /// @param reach how many bytes are looked at
  /// @param head its first eight bytes
  /// @param mask which bytes of these count
  /// @param tail its last eight bytes; the head if it is not longer
  record Usual(int length, int reach, long head, long mask, long tail, byte[] bytes) {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Usual NONE = of(new byte[0]);

    static Usual of(byte[] bytes) {
      var padded = bytes.length < WORD ? Arrays.copyOf(bytes, WORD) : bytes;
      long head = EightBytes.load(padded, 0);
      return new Usual(
          bytes.length == 0 ? NEVER : bytes.length,
          bytes.length == 0 ? NEVER : padded.length,
          head,
          FieldNames.mask(bytes.length),
          padded.length == WORD ? head : EightBytes.load(padded, padded.length - WORD),
          bytes);
    }

    /// Whether it stands there.
    boolean matches(byte[] document, int position, int end, long headMask) {
      return end - position >= reach
          && ((EightBytes.load(document, position) ^ head) & headMask) == 0
          && (length <= WORD || EightBytes.load(document, position + length - WORD) == tail)
          && (length <= 2 * WORD || FieldNames.equals(document, position, bytes));
    }
  }

  /// Creates a set of names of fields.
  ///
  /// @param names the name of each index
  /// @param aliases further names of the index
  public static FieldNames of(List<String> names, List<List<String>> aliases, Format format) {
    var usual = new Usual[names.size()];
    for (int i = 0; i < usual.length; i++) {
      usual[i] = Usual.of(format.usualName(names.get(i)));
    }
    return of(names, aliases, usual);
  }

  /// Creates a set of texts that are values, not names.
  public static FieldNames ofWords(List<String> words) {
    var none = new Usual[words.size()];
    Arrays.fill(none, Usual.NONE);
    return of(words, List.of(), none);
  }

  private static FieldNames of(List<String> names, List<List<String>> aliases, Usual[] usual) {
    int total = names.size();
    for (var more : aliases) {
      total += more.size();
    }
    int capacity = Integer.highestOneBit(Math.max(4, total)) * 4;
    var set = new FieldNames(List.of(usual), new Key[capacity]);
    for (int i = 0; i < names.size(); i++) {
      set.add(names.get(i), i);
      for (var alias : i < aliases.size() ? aliases.get(i) : List.<String>of()) {
        set.add(alias, i);
      }
    }
    return set;
  }

  /// How many indexes there are.
  public int size() {
    return usual.size();
  }

  private static long mask(int length) {
    int missing = Math.max(WORD - length, 0);
    // Of an empty name nothing counts; to shift by all bits would keep them.
    return missing == WORD ? 0 : -1L >>> (missing * 8);
  }

  private void add(String name, int index) {
    var bytes = utf8(name);
    long head = head(bytes, 0, bytes.length);
    long tail = tail(bytes, 0, bytes.length);
    int slot = hash(head, tail, bytes.length);
    while (keys[slot] != null) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = new Key(bytes, head, tail, plain(bytes), index);
  }

  private static int plain(byte[] name) {
    for (byte b : name) {
      if (b < ' ' || b == '"' || b == '\\') {
        return -1;
      }
    }
    return name.length < WORD ? name.length : -1;
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /// Compares what follows the value of a field with one of the names as it is usually written.
  /// Answers the position of its value, or a negative number if it is another name or written
  /// differently.
  int after(byte[] bytes, int position, int end, int index) {
    var name = usual.get(index);
    return name.matches(bytes, position, end, name.mask) ? position + name.length : -1;
  }

  /// As [#after], for the first name in JSON, which has no comma: the byte before it was read
  /// already.
  int afterFirst(byte[] bytes, int position, int end) {
    if (usual.isEmpty()) {
      return -1;
    }
    int comma = position - 1;
    var name = usual.getFirst();
    return name.matches(bytes, comma, end, name.mask & ~0xFFL) ? comma + name.length : -1;
  }

  private static boolean equals(byte[] bytes, int position, byte[] name) {
    return Arrays.equals(
        bytes, position + WORD, position + name.length - WORD, name, WORD, name.length - WORD);
  }

  /// The index of the name with these bytes, or [Input#UNKNOWN].
  int find(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = head(bytes, from, to);
    long tail = tail(bytes, from, to);
    int slot = hash(head, tail, length);
    while (true) {
      var key = keys[slot];
      if (key == null) {
        return Input.UNKNOWN;
      }
      if (key.head == head && key.tail == tail && key.name.length == length) {
        if (length <= 2 * WORD || equals(bytes, from, key.name)) {
          return key.index;
        }
      }
      slot = (slot + 1) & (keys.length - 1);
    }
  }

  /// The index of the plain name with less than eight bytes, or [Input#UNKNOWN].
  int find(long name, int length) {
    int slot = hash(name, 0, length);
    while (true) {
      var key = keys[slot];
      if (key == null) {
        return Input.UNKNOWN;
      }
      if (key.head == name && key.plain == length) {
        return key.index;
      }
      slot = (slot + 1) & (keys.length - 1);
    }
  }

  /// The index of a name, or [Input#UNKNOWN].
  int find(String name) {
    if (Surrogates.unpaired(name) >= 0) {
      return Input.UNKNOWN; // it has no bytes of its own
    }
    var bytes = utf8(name);
    return find(bytes, 0, bytes.length);
  }

  /// The first eight bytes.
  private static long head(byte[] bytes, int from, int to) {
    if (from + WORD <= bytes.length) {
      return EightBytes.load(bytes, from) & mask(to - from);
    }
    long word = 0;
    for (int i = Math.min(to, from + WORD) - 1; i >= from; i--) {
      word = word << 8 | (bytes[i] & 0xFF);
    }
    return word;
  }

  /// The last eight bytes, or 0 if there are no more than that. No branch tells how long a name is,
  /// which nobody can foresee.
  private static long tail(byte[] bytes, int from, int to) {
    if (to < WORD) {
      return 0;
    }
    // All ones if there are more than eight bytes.
    long longer = (long) (WORD - (to - from)) >> (Long.SIZE - 1);
    return EightBytes.load(bytes, to - WORD) & longer;
  }

  /// The names of a set are chosen by the program: nobody can make them collide.
  private int hash(long head, long tail, int length) {
    long mixed = (head ^ tail * 31 ^ length) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (keys.length - 1);
  }
}
