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

  /// The bytes of what is neither a constant nor a member: numbers of things, and the two above.
  private static final int COUNTS = 14;

  /// That of Java 25.
  private static final int VERSION = 69;

  private final ConstantPool pool;
  private final Bytes head = new Bytes(16);
  private final Bytes fields = new Bytes(32);
  private final Bytes methods = new Bytes(1024);
  private int fieldCount;
  private int methodCount;

  /// Creates a class without members.
  ///
  /// @param name its internal name
  /// @param interfaces the internal names of its interfaces
  public ClassWriter(String name, int flags, List<String> interfaces) {
    this.pool = new ConstantPool(name);
    head.u2(flags | SUPER);
    head.u2(ConstantPool.OWN);
    head.u2(pool.type(PARENT));
    head.u2(interfaces.size());
    for (var each : interfaces) {
      head.u2(pool.type(each));
    }
  }

  /// Creates a class that starts with everything that another one has, under a name of its own: its
  /// constants, with the same indexes, and its members. The other one gets no more.
  ///
  /// @param name its internal name
  public ClassWriter(String name, ClassWriter template) {
    this.pool = new ConstantPool(name, template.pool);
    head.put(template.head);
    fields.put(template.fields);
    methods.put(template.methods);
    this.fieldCount = template.fieldCount;
    this.methodCount = template.methodCount;
  }

  ConstantPool pool() {
    return pool;
  }

  /// Adds a constant that refers to a member, and answers its index.
  public int constant(Reference reference) {
    return pool.reference(reference);
  }

  /// Adds a constant that is a class, and answers its index.
  ///
  /// @param type its internal name
  public int constant(String type) {
    return pool.type(type);
  }

  /// Adds a constant that is a text, and answers its index.
  public int constantText(String text) {
    return pool.string(text);
  }

  /// Adds a text that names and descriptors of later constants may have.
  public void text(String text) {
    pool.text(text);
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
    var file = new Bytes(COUNTS + pool.size() + head.length() + fields.length() + methods.length());
    file.u4(MAGIC);
    file.u4(VERSION);
    pool.writeTo(file);
    file.put(head);
    file.u2(fieldCount);
    file.put(fields);
    file.u2(methodCount);
    file.put(methods);
    file.u2(0);
    return file.toByteArray();
  }
}
