package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
import dev.lodestar.bytecode.Reference;
import java.util.List;

/// What all generated classes of a kind have, written once and copied into each of them: static
/// final fields for its constants, which the just-in-time compiler trusts, a static initializer
/// that takes these over and gives the only instance, and a constructor.
final class Skeleton {
  /// Stands for the name of the class, which each copy has.
  private static final String OWN = "";

  private static final Reference TAKE = Names.method(Handover.class, "constants", Object[].class);
  private static final Reference GIVE =
      Names.method(Handover.class, "made", void.class, Object.class);
  private static final Reference NEW_OBJECT =
      Reference.method(Names.OBJECT, Names.CONSTRUCTOR, "()V");
  private static final int FLAGS = ClassWriter.FINAL | ClassWriter.SYNTHETIC | ClassWriter.PUBLIC;

  /// Becomes the template of the classes; more may be added before there are any.
  final ClassWriter template;

  private final int[] fields;

  /// @param contract what the instance implements
  /// @param constants their types
  Skeleton(Class<?> contract, Class<?>... constants) {
    this.template = new ClassWriter(OWN, FLAGS, List.of(Names.of(contract)));
    this.fields = new int[constants.length];
    for (int i = 0; i < fields.length; i++) {
      var field = Reference.field(OWN, "c" + i, constants[i].descriptorString());
      fields[i] = template.field(ClassWriter.STATIC | ClassWriter.FINAL, field);
    }
    template.method(ClassWriter.STATIC, "<clinit>", "()V", initializer(constants), 2);
    var constructor = template.method(1);
    constructor.aload(0).use(Use.INVOKESPECIAL, NEW_OBJECT).add(Plain.RETURN);
    template.method(0, Names.CONSTRUCTOR, "()V", constructor, 1);
  }

  private Code initializer(Class<?>... constants) {
    var code = template.method(1);
    code.invokestatic(TAKE).astore(0);
    for (int i = 0; i < fields.length; i++) {
      code.aload(0).push(i).add(Plain.AALOAD).checkcast(Names.of(constants[i]));
      code.use(Use.PUTSTATIC, fields[i]);
    }
    code.create(OWN).add(Plain.DUP);
    code.use(Use.INVOKESPECIAL, Reference.method(OWN, Names.CONSTRUCTOR, "()V"));
    return code.invokestatic(GIVE).add(Plain.RETURN);
  }

  /// Puts a constant onto the stack.
  void push(Code code, int constant) {
    code.use(Use.GETSTATIC, fields[constant]);
  }
}
