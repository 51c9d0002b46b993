package dev.lodestar.bytecode;

/// What the virtual machine is told about each place that code jumps to (JVMS 4.7.4): the types of
/// the local variables, which are the same everywhere from the first such place on. Said by who
/// generates the code, because finding it out takes longer than all the rest of a class.
public final class StackMap {
  private static final int OBJECT = 7;

  private static final int SAME_LIMIT = 64;
  private static final int SAME_WITH_STACK_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;

  private final ConstantPool pool;
  private final Bytes locals = new Bytes(64);
  private final Bytes frames = new Bytes(256);
  private int localCount;
  private int frameCount;
  private int last;

  StackMap(ConstantPool pool) {
    this.pool = pool;
  }

  /// Adds the next local variable, a primitive value.
  public void local(Kind kind) {
    localCount++;
    locals.u1(kind.verification());
  }

  /// Adds the next local variable, a reference.
  ///
  /// @param type the internal name of its class
  public void local(String type) {
    localCount++;
    locals.u1u2(OBJECT, pool.type(type));
  }

  void frame(int position) {
    if (frameCount == 0) {
      frames.u1u2(FULL, position);
      frames.u2(localCount);
      frames.put(locals);
      frames.u2(0);
    } else {
      int offset = offset(position);
      if (offset < SAME_LIMIT) {
        frames.u1(offset);
      } else {
        frames.u1u2(SAME_EXTENDED, offset);
      }
    }
    next(position);
  }

  /// A place where one reference is on the stack; not the first.
  void frame(int position, int type) {
    frames.u1u2(SAME_WITH_STACK_EXTENDED, offset(position));
    frames.u1u2(OBJECT, type);
    next(position);
  }

  private int offset(int position) {
    int offset = position - last - 1;
    if (offset < 0) {
      throw new IllegalStateException("Two labels are bound to one place.");
    }
    return offset;
  }

  private void next(int position) {
    last = position;
    frameCount++;
  }

  int frameCount() {
    return frameCount;
  }

  int length() {
    return frames.length();
  }

  void writeTo(Bytes to) {
    to.put(frames);
  }
}
