package dev.lodestar.format;

import java.util.Arrays;
import java.util.List;

/// The values of one document whose pointers are wanted, in the order in which they stand there,
/// for one walk through it. Elements of arrays that the reader has told let the walk go on close to
/// the next of them.
final class Places {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private final int[] offsets;
  private final String[] pointers;

  /// Where an array and one of its elements start, as one number: sorted, all elements of an array
  /// stand beside each other.
  private final long[] elements;

  private final int[] indexes;
  private int found;

  private Places(int[] offsets, long[] elements, int[] indexes) {
    this.offsets = offsets;
    this.pointers = new String[offsets.length];
    this.elements = elements;
    this.indexes = indexes;
    Arrays.fill(pointers, "");
  }

  /// An element of an array that has a problem, or something inside of it.
  ///
  /// @param array where the array starts
  /// @param start where the element starts
  /// @param index how many elements precede it
  record Element(int array, int start, int index) implements Comparable<Element> {
    private long key() {
      return Places.key(array, start);
    }

    @Override
    public int compareTo(Element other) {
      return Long.compare(key(), other.key());
    }
  }

  /// The places of values.
  ///
  /// @param offsets where each starts, in any order; there are not many
  /// @param elements what the reader told, in any order
  static Places of(int[] offsets, List<Element> elements) {
    int[] distinct = distinct(offsets);
    var sorted = elements.toArray(new Element[0]);
    if (sorted.length > 1) {
      Arrays.sort(sorted);
    }
    long[] keys = new long[sorted.length];
    int[] indexes = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      keys[i] = sorted[i].key();
      indexes[i] = sorted[i].index();
    }
    return new Places(distinct, keys, indexes);
  }

  /// Sorts numbers and keeps each once. They are few, and nearly sorted: what sorts many takes
  /// longer to load than this takes.
  private static int[] distinct(int[] numbers) {
    int[] sorted = new int[numbers.length];
    int length = 0;
    for (int number : numbers) {
      int at = length;
      while (at > 0 && sorted[at - 1] > number) {
        at--;
      }
      if (at == 0 || sorted[at - 1] != number) {
        System.arraycopy(sorted, at, sorted, at + 1, length - at);
        sorted[at] = number;
        length++;
      }
    }
    return Arrays.copyOf(sorted, length);
  }

  private static long key(int array, int start) {
    return ((long) array << 32) | start;
  }

  /// Where the next one starts; behind all documents if there is none.
  int next() {
    return found < offsets.length ? offsets[found] : NOWHERE;
  }

  /// Keeps the pointer of the next one.
  void found(String pointer) {
    pointers[found++] = pointer;
  }

  /// Whether the walk knows all of them.
  boolean areFound() {
    return found == offsets.length;
  }

  /// The pointer of the value that starts there; empty if it was not found.
  String pointer(int offset) {
    int at = Arrays.binarySearch(offsets, offset);
    return at < 0 ? "" : pointers[at];
  }

  /// The last element of an array that is known, and not behind the next place: what the methods
  /// about elements take. Negative if there is none behind a position.
  int elementBehind(int array, int position) {
    if (elements.length == 0) {
      return -1;
    }
    int at = Arrays.binarySearch(elements, key(array, next()));
    int last = at >= 0 ? at : -at - 2;
    return last >= 0 && array(last) == array && start(last) > position ? last : -1;
  }

  private int array(int element) {
    return (int) (elements[element] >>> 32);
  }

  /// Where an element starts.
  int start(int element) {
    return (int) elements[element];
  }

  /// How many elements precede an element.
  int index(int element) {
    return indexes[element];
  }
}
