package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
import dev.lodestar.bytecode.CommonConstants;
import dev.lodestar.bytecode.Reference;
import java.util.ArrayList;
import java.util.List;

/// The constants of a class that is being generated: each becomes a static final field, which the
/// just-in-time compiler trusts.
final class Constants {
  private static final Reference TAKE = Names.method(Handover.class, "constants", Object[].class);
  private static final Reference GIVE =
      Names.method(Handover.class, "made", void.class, Object.class);
  private static final Reference NEW_OBJECT =
      Reference.method(Names.OBJECT, Names.CONSTRUCTOR, "()V");

  private final String owner;
  private final List<Object> values = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private int[] fields = {};

  /// What constants are instances of, with its names in class files.
  record Type(String name, String descriptor) {
    static Type of(Class<?> type) {
      return new Type(Names.of(type), type.descriptorString());
    }
  }

  /// What most classes have: more than these constants are seldom needed.
  private static final int USUAL = 24;

  private static final String INITIALIZER = "<clinit>";

  /// The constants in the class file of each class.
  ///
  /// @param references what else is called
  /// @param types of constants
  /// @param others internal names of further types
  static CommonConstants common(List<Reference> references, List<Type> types, List<String> others) {
    var all = new ArrayList<>(references);
    all.addAll(List.of(TAKE, GIVE, NEW_OBJECT));
    var names = new ArrayList<>(others);
    var texts = new ArrayList<>(List.of(INITIALIZER));
    for (var type : types) {
      names.add(type.name);
      texts.add(type.descriptor);
    }
    for (int i = 0; i < USUAL; i++) {
      texts.add(field(i));
    }
    return new CommonConstants(all, names, texts);
  }

  private static String field(int index) {
    return "c".concat(Integer.toString(index));
  }

  /// @param owner the internal name of the class
  Constants(String owner) {
    this.owner = owner;
  }

  /// Adds a constant and answers its index.
  int add(Object value, Type type) {
    values.add(value);
    types.add(type);
    return values.size() - 1;
  }

  /// Puts a constant onto the stack.
  void push(Code code, int index) {
    code.use(Use.GETSTATIC, fields[index]);
  }

  Object[] values() {
    return values.toArray();
  }

  /// Writes, before there is any other code, the fields, the static initializer that takes them
  /// over and gives the only instance, and a constructor.
  void declare(ClassWriter type) {
    fields = new int[values.size()];
    for (int i = 0; i < fields.length; i++) {
      var field = Reference.field(owner, field(i), types.get(i).descriptor);
      fields[i] = type.field(ClassWriter.STATIC | ClassWriter.FINAL, field);
    }
    type.method(ClassWriter.STATIC, INITIALIZER, "()V", initializer(type), 2);
    var constructor = type.method(1);
    constructor.aload(0).use(Use.INVOKESPECIAL, NEW_OBJECT).add(Plain.RETURN);
    type.method(0, Names.CONSTRUCTOR, "()V", constructor, 1);
  }

  private Code initializer(ClassWriter type) {
    var code = type.method(1);
    code.invokestatic(TAKE).astore(0);
    for (int i = 0; i < fields.length; i++) {
      code.aload(0).push(i).add(Plain.AALOAD).checkcast(types.get(i).name);
      code.use(Use.PUTSTATIC, fields[i]);
    }
    code.create(owner).add(Plain.DUP);
    code.use(Use.INVOKESPECIAL, Reference.method(owner, Names.CONSTRUCTOR, "()V"));
    return code.invokestatic(GIVE).add(Plain.RETURN);
  }
}
