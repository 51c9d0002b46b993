package dev.lodestar.bytecode;

import java.util.List;

/// Constants that many classes have in common: written once, and copied into each of them. A class
/// may have some that it does not use.
public final class CommonConstants {
  private final ConstantPool pool = new ConstantPool();

  /// Writes constants.
  ///
  /// @param references fields and methods
  /// @param types internal names of classes
  /// @param texts names and descriptors
  public CommonConstants(List<Reference> references, List<String> types, List<String> texts) {
    pool.text(Code.ATTRIBUTE);
    pool.text(Code.MAP_ATTRIBUTE);
    for (var reference : references) {
      pool.reference(reference);
    }
    for (var type : types) {
      pool.type(type);
    }
    for (var text : texts) {
      pool.text(text);
    }
  }

  ConstantPool pool() {
    return pool;
  }
}
