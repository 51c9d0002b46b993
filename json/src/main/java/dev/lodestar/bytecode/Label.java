package dev.lodestar.bytecode;

import java.util.Arrays;

/// A place in code that jumps go to. It may be bound after them.
public final class Label {
  private static final int UNBOUND = -1;

  /// Where offsets are written, and where each of them starts to count.
  private int[] uses = new int[4];

  private int useCount;
  private int position = UNBOUND;

  /// Creates a label that is bound nowhere yet.
  public Label() {}

  int position() {
    if (position == UNBOUND) {
      throw new IllegalStateException("A label is bound nowhere.");
    }
    return position;
  }

  boolean isUnused() {
    return useCount == 0;
  }

  void bind(int position) {
    this.position = position;
  }

  /// Notes a jump.
  ///
  /// @param at where its offset is written; the complement of that for one of four bytes
  /// @param from the position of the instruction
  void use(int at, int from) {
    if (useCount == uses.length) {
      uses = Arrays.copyOf(uses, 2 * useCount);
    }
    uses[useCount++] = at;
    uses[useCount++] = from;
  }

  /// Writes the offsets of all jumps. Each has two bytes, or four if the instruction is a switch.
  void resolve(Bytes code) {
    for (int i = 0; i < useCount; i += 2) {
      int offset = position() - uses[i + 1];
      if (uses[i] < 0) {
        code.putU4(~uses[i], offset);
      } else if (offset != (short) offset) {
        throw new IllegalArgumentException("A jump is too far for its instruction.");
      } else {
        code.putU2(uses[i], offset);
      }
    }
  }
}
