package dev.lodestar.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The code of a method (JVMS 4.7.3 and 6.5). Methods named for instructions add them and answer
/// this.
public final class Code {
  private static final int ICONST_0 = 3;
  private static final int BIPUSH = 16;
  private static final int SIPUSH = 17;
  private static final int LDC = 18;
  private static final int LDC_W = 19;
  private static final int ILOAD = 21;
  private static final int ILOAD_0 = 26;
  private static final int ISTORE = 54;
  private static final int ISTORE_0 = 59;
  private static final int IADD = 96;
  private static final int TABLESWITCH = 170;
  private static final int INVOKEINTERFACE = 185;
  private static final int NEW = 187;
  private static final int CHECKCAST = 192;

  private static final int MAX_LENGTH = 0xFFFF;
  private static final int BYTE = 0xFF;
  private static final int SHORT_FORMS = 4;

  /// The instructions without operands, and those whose only operand is a constant.
  public enum Plain {
    /// Pushes null.
    ACONST_NULL(1),
    /// Pushes 0L.
    LCONST_0(9),
    /// Pushes 0.0f.
    FCONST_0(11),
    /// Pushes 0.0.
    DCONST_0(14),
    /// Loads from an array.
    AALOAD(50),
    /// Stores into an array.
    AASTORE(83),
    /// Removes a value.
    POP(87),
    /// Removes a long value, or two.
    POP2(88),
    /// Doubles a value.
    DUP(89),
    /// Adds integers.
    IADD(Code.IADD),
    /// Bits of both integers.
    IAND(126),
    /// Makes a long of an int.
    I2L(133),
    /// Makes a byte of an int.
    I2B(145),
    /// Makes a short of an int.
    I2S(147),
    /// Returns a reference.
    ARETURN(176),
    /// Returns.
    RETURN(177);

    private final int code;

    Plain(int code) {
      this.code = code;
    }
  }

  /// Jumps.
  public enum Jump {
    /// If the int is 0.
    IFEQ(153),
    /// If the int is not 0.
    IFNE(154),
    /// If the int is not negative.
    IFGE(156),
    /// If the two ints are the same.
    IF_ICMPEQ(159),
    /// If the two ints are not the same.
    IF_ICMPNE(160),
    /// Always.
    GOTO(167);

    private final int code;

    Jump(int code) {
      this.code = code;
    }
  }

  /// How references are used.
  public enum Use {
    /// Reads a static field.
    GETSTATIC(178),
    /// Sets a static field.
    PUTSTATIC(179),
    /// Reads a field.
    GETFIELD(180),
    /// Sets a field.
    PUTFIELD(181),
    /// Calls a method of a class.
    INVOKEVIRTUAL(182),
    /// Calls a constructor.
    INVOKESPECIAL(183),
    /// Calls a static method.
    INVOKESTATIC(184);

    private final int code;

    Use(int code) {
      this.code = code;
    }
  }

  private record Handler(Label start, Label end, Label handler, int type) {}

  private final ConstantPool pool;
  private final Bytes bytes = new Bytes(1024);
  private final List<Label> labels = new ArrayList<>();
  private final List<Handler> handlers = new ArrayList<>(1);
  private @Nullable StackMap stackMap;
  private int locals;

  Code(ClassWriter owner, int parameters) {
    this.pool = owner.pool();
    this.locals = parameters;
  }

  /// A new local variable.
  public int local(Kind kind) {
    int local = locals;
    locals += kind.slots();
    if (locals > BYTE) {
      throw new IllegalArgumentException("The method has too many local variables.");
    }
    return local;
  }

  public Code add(Plain instruction) {
    bytes.u1(instruction.code);
    return this;
  }

  public Code load(Kind kind, int local) {
    return access(ILOAD, ILOAD_0, kind, local);
  }

  public Code store(Kind kind, int local) {
    return access(ISTORE, ISTORE_0, kind, local);
  }

  public Code aload(int local) {
    return load(Kind.REFERENCE, local);
  }

  public Code astore(int local) {
    return store(Kind.REFERENCE, local);
  }

  public Code iload(int local) {
    return load(Kind.INT, local);
  }

  public Code istore(int local) {
    return store(Kind.INT, local);
  }

  private Code access(int family, int shortFamily, Kind kind, int local) {
    if (local < SHORT_FORMS) {
      bytes.u1(shortFamily + kind.code() * SHORT_FORMS + local);
    } else {
      bytes.u1(family + kind.code());
      bytes.u1(local);
    }
    return this;
  }

  public Code push(int value) {
    if (value >= -1 && value <= 5) {
      bytes.u1(ICONST_0 + value);
    } else if (value == (byte) value) {
      bytes.u1(BIPUSH);
      bytes.u1(value);
    } else if (value == (short) value) {
      bytes.u1u2(SIPUSH, value);
    } else {
      constant(pool.integer(value));
    }
    return this;
  }

  public Code push(String value) {
    constant(pool.string(value));
    return this;
  }

  /// Pushes a constant of the class file.
  public Code pushConstant(int index) {
    constant(index);
    return this;
  }

  private void constant(int index) {
    if (index <= BYTE) {
      bytes.u1(LDC);
      bytes.u1(index);
    } else {
      bytes.u1u2(LDC_W, index);
    }
  }

  public Code use(Use use, Reference reference) {
    return use(use, pool.reference(reference));
  }

  /// As [#use(Use, Reference)], for a member that the class uses here only.
  public Code useOnce(Use use, Reference reference) {
    return use(use, pool.newReference(reference));
  }

  /// Uses a member.
  ///
  /// @param index of the constant that refers to it
  public Code use(Use use, int index) {
    bytes.u1u2(use.code, index);
    return this;
  }

  public Code invokevirtual(Reference method) {
    return use(Use.INVOKEVIRTUAL, method);
  }

  /// Calls a method of a class.
  ///
  /// @param index of the constant that refers to it
  public Code invokevirtual(int index) {
    return use(Use.INVOKEVIRTUAL, index);
  }

  public Code invokestatic(Reference method) {
    return use(Use.INVOKESTATIC, method);
  }

  /// Calls a method of an interface.
  ///
  /// @param slots how many places of the stack the instance and the arguments take
  public Code invokeinterface(Reference method, int slots) {
    bytes.u1u2(INVOKEINTERFACE, pool.reference(method));
    bytes.u1(slots);
    bytes.u1(0);
    return this;
  }

  /// Requires that the reference on the stack is one of a class.
  ///
  /// @param type its internal name
  public Code checkcast(String type) {
    bytes.u1u2(CHECKCAST, pool.type(type));
    return this;
  }

  /// As [#checkcast(String)].
  ///
  /// @param index of the constant that is the class
  public Code checkcast(int index) {
    bytes.u1u2(CHECKCAST, index);
    return this;
  }

  /// Makes an instance, whose constructor is yet to be called.
  ///
  /// @param type the internal name of its class
  public Code create(String type) {
    bytes.u1u2(NEW, pool.type(type));
    return this;
  }

  public Code jump(Jump jump, Label target) {
    int from = bytes.length();
    bytes.u1u2(jump.code, 0);
    use(target, from + 1, from);
    return this;
  }

  /// Jumps to the label with the index that is on the stack.
  public Code tableswitch(Label[] targets, Label others) {
    int from = bytes.length();
    bytes.u1(TABLESWITCH);
    while (bytes.length() % 4 != 0) {
      bytes.u1(0);
    }
    use(others, ~bytes.length(), from);
    bytes.u4(0);
    bytes.u4(0);
    bytes.u4(targets.length - 1);
    for (var target : targets) {
      use(target, ~bytes.length(), from);
      bytes.u4(0);
    }
    return this;
  }

  private void use(Label target, int at, int from) {
    if (target.isUnused()) {
      labels.add(target);
    }
    target.use(at, from);
  }

  /// From the first label on, all local variables have their types, which are to be added to this.
  public StackMap stackMap() {
    var map = stackMap;
    if (map == null) {
      map = new StackMap(pool);
      stackMap = map;
    }
    return map;
  }

  /// Binds a label here, with an empty stack. No two labels that are jumped to may be bound to one
  /// place.
  public void bind(Label label) {
    label.bind(bytes.length());
    stackMap().frame(bytes.length());
  }

  /// Binds a label here that nothing jumps to.
  public void mark(Label label) {
    label.bind(bytes.length());
  }

  /// Binds a label here, where an exception is on the stack, and code starts that handles it.
  ///
  /// @param type the constant that is the class of what is handled
  public void handle(Label start, Label end, int type) {
    var here = new Label();
    here.bind(bytes.length());
    stackMap().frame(bytes.length(), type);
    handlers.add(new Handler(start, end, here, type));
  }

  /// Writes the attribute.
  void writeTo(Bytes to, int maxStack) {
    int length = bytes.length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("The method has too much code.");
    }
    for (var label : labels) {
      label.resolve(bytes);
    }
    int mapLength = stackMap == null ? 0 : 8 + stackMap.length();
    to.u2(ConstantPool.CODE);
    to.u4(12 + length + 8 * handlers.size() + mapLength);
    to.u2(maxStack);
    to.u2(locals);
    to.u4(length);
    to.put(bytes);
    to.u2(handlers.size());
    for (var handler : handlers) {
      to.u2(handler.start.position());
      to.u2(handler.end.position());
      to.u2(handler.handler.position());
      to.u2(handler.type);
    }
    if (stackMap == null) {
      to.u2(0);
      return;
    }
    to.u2(1);
    to.u2(ConstantPool.STACK_MAP);
    to.u4(2 + stackMap.length());
    to.u2(stackMap.frameCount());
    stackMap.writeTo(to);
  }
}
