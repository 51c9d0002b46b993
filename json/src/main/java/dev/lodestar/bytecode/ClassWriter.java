package dev.lodestar.bytecode;

import java.util.List;

/// Writes the class file of a class (JVMS 4.1).
public final class ClassWriter {
  /// Access flags.
  public static final int PUBLIC = 0x0001;

  /// See [#PUBLIC].
  public static final int STATIC = 0x0008;

  /// See [#PUBLIC].
  public static final int FINAL = 0x0010;

  /// See [#PUBLIC].
  public static final int SYNTHETIC = 0x1000;

  private static final String PARENT = "java/lang/Object";
  private static final int SUPER = 0x0020;
  private static final int MAGIC = 0xCAFEBABE;

  /// That of Java 25.
  private static final int VERSION = 69;

  private final String name;
  private final int flags;
  private final List<String> interfaces;
  private final ConstantPool pool;
  private final Bytes fields = new Bytes();
  private final Bytes methods = new Bytes();
  private int fieldCount;
  private int methodCount;

  /// Creates a class without members.
  ///
  /// @param name its internal name
  /// @param interfaces the internal names of its interfaces
  public ClassWriter(String name, int flags, List<String> interfaces) {
    this(name, flags, interfaces, new ConstantPool());
  }

  /// Creates a class without members that starts with constants.
  ///
  /// @param name its internal name
  /// @param interfaces the internal names of its interfaces
  public ClassWriter(String name, int flags, List<String> interfaces, CommonConstants common) {
    this(name, flags, interfaces, new ConstantPool(common.pool()));
  }

  private ClassWriter(String name, int flags, List<String> interfaces, ConstantPool pool) {
    this.name = name;
    this.flags = flags;
    this.interfaces = interfaces;
    this.pool = pool;
  }

  ConstantPool pool() {
    return pool;
  }

  /// Adds a field, and answers its index for [Code#use(Code.Use, int)].
  ///
  /// @param field of this class
  public int field(int flags, Reference field) {
    fields.u2(flags);
    fields.u2(pool.text(field.name()));
    fields.u2(pool.text(field.descriptor()));
    fields.u2(0);
    fieldCount++;
    return pool.reference(field);
  }

  /// Starts the code of a method.
  ///
  /// @param parameters how many local variables its parameters take, `this` included
  public Code method(int parameters) {
    return new Code(this, parameters);
  }

  /// Adds a method.
  ///
  /// @param code was started here, and is complete
  /// @param maxStack how many places of the stack it uses at most
  public void method(int flags, String name, String descriptor, Code code, int maxStack) {
    methods.u2(flags);
    methods.u2(pool.text(name));
    methods.u2(pool.text(descriptor));
    methods.u2(1);
    code.writeTo(methods, maxStack);
    methodCount++;
  }

  /// The class file.
  public byte[] toByteArray() {
    int own = pool.type(name);
    int parent = pool.type(PARENT);
    var tail = new Bytes();
    tail.u2(flags | SUPER);
    tail.u2(own);
    tail.u2(parent);
    tail.u2(interfaces.size());
    for (var each : interfaces) {
      tail.u2(pool.type(each));
    }
    tail.u2(fieldCount);
    tail.put(fields);
    tail.u2(methodCount);
    tail.put(methods);
    tail.u2(0);
    var file = new Bytes();
    file.u4(MAGIC);
    file.u4(VERSION);
    pool.writeTo(file);
    file.put(tail);
    return file.toByteArray();
  }
}
