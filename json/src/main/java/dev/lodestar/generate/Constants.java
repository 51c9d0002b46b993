package dev.lodestar.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// The constants of a class that is being generated: each becomes a static final field, which the
/// just-in-time compiler trusts.
final class Constants {
  private static final ClassDesc HANDOVER = Descriptors.of(Handover.class);
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

  private final ClassDesc owner;
  private final List<Object> values = new ArrayList<>();
  private final List<ClassDesc> types = new ArrayList<>();
  private final List<FieldRefEntry> entries = new ArrayList<>();

  Constants(ClassDesc owner) {
    this.owner = owner;
  }

  /// Adds a constant and answers its index.
  int add(Object value, ClassDesc type) {
    values.add(value);
    types.add(type);
    return values.size() - 1;
  }

  /// Puts a constant onto the stack.
  void push(CodeBuilder code, int index) {
    code.getstatic(entries.get(index));
  }

  Object[] values() {
    return values.toArray();
  }

  /// Writes, before there is any other code, the fields, the static initializer that takes them
  /// over, and a constructor.
  void declare(ClassBuilder type) {
    var pool = type.constantPool();
    var host = pool.classEntry(owner);
    for (int i = 0; i < values.size(); i++) {
      var name = pool.utf8Entry("c".concat(Integer.toString(i)));
      var descriptor = pool.utf8Entry(types.get(i));
      type.withField(name, descriptor, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
      entries.add(pool.fieldRefEntry(host, pool.nameAndTypeEntry(name, descriptor)));
    }
    type.withMethodBody(CLASS_INIT_NAME, NOTHING, ClassFile.ACC_STATIC, this::initialise);
    type.withMethodBody(
        INIT_NAME,
        NOTHING,
        ClassFile.ACC_PUBLIC,
        code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, NOTHING).return_());
  }

  private void initialise(CodeBuilder code) {
    var array = CD_Object.arrayType();
    code.invokestatic(HANDOVER, "constants", MethodTypeDesc.of(array)).astore(0);
    for (int i = 0; i < values.size(); i++) {
      code.aload(0).loadConstant(i).aaload().checkcast(types.get(i));
      code.putstatic(entries.get(i));
    }
    code.return_();
  }
}
