package dev.lodestar.bytecode;

/// A field or method that code refers to. The same instance becomes the same constant; two equal
/// ones become two, which does no harm: comparing them costs more than it spares.
public final class Reference {
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final int tag;
  private final String owner;
  private final String name;
  private final String descriptor;

  private Reference(int tag, String owner, String name, String descriptor) {
    this.tag = tag;
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
  }

  /// A field.
  ///
  /// @param owner the internal name of its class
  public static Reference field(String owner, String name, String descriptor) {
    return new Reference(FIELD, owner, name, descriptor);
  }

  /// A method or constructor of a class.
  ///
  /// @param owner the internal name of the class
  public static Reference method(String owner, String name, String descriptor) {
    return new Reference(METHOD, owner, name, descriptor);
  }

  /// A method of an interface.
  ///
  /// @param owner the internal name of the interface
  public static Reference interfaceMethod(String owner, String name, String descriptor) {
    return new Reference(INTERFACE_METHOD, owner, name, descriptor);
  }

  int tag() {
    return tag;
  }

  String owner() {
    return owner;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }
}
