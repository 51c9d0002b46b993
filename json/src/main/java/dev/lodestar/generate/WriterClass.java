package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Output;
import dev.lodestar.format.Word;
import dev.lodestar.model.TypeModel.OptionalModel;

/// Writes the encoder of an object for one format. For `record Point(int x, String label)` it is
///
/// ```java
/// final class Point$$Writer implements Encoder {
///   static final WritePlan c0;
///   public void write(Output output, Object value) {
///     var out = (JsonOutput) output;
///     Point point = (Point) value;
///     int mark = out.enterObject(2);
///     out.field(c0.name(0), (long) point.x());
///     out.field(c0.name(1), point.label());
///     out.leaveObject(mark);
///   }
/// }
/// ```
final class WriterClass {
  /// Keeps the code below the size that the just-in-time compiler refuses.
  static final int MAX_FIELDS = 128;

  /// A call with four arguments, or with three of which the last is a long.
  private static final int MAX_STACK = 4;

  private static final String WRITE = Names.descriptor(void.class, Output.class, Object.class);
  private static final int PLAN = 0;
  private static final Reference CONTENT =
      Names.method(OptionalModel.class, "content", Object.class, Object.class);
  private static final Reference FILLED =
      Names.method(WritePlan.class, "filled", Object.class, Object.class);
  private static final Reference WRITE_TAG =
      Names.method(WritePlan.class, "writeTag", void.class, Output.class);
  private static final Reference COMPUTED =
      Names.method(WritePlan.Field.class, "computed", Object.class, Object.class);
  private static final Reference WRITE_PRESENT = writeField("writePresent");

  private final String name;
  private final WritePlan plan;
  private final Common calls;
  private final FieldAccess access;

  // Local variables.
  private static final int OUT = 1;
  private static final int VALUE = 2;
  private int instance;

  private static Reference writeField(String name) {
    return Names.method(
        WritePlan.class, name, void.class, Object.class, WritePlan.Field.class, Output.class);
  }

  /// What the classes for one format have in common. Numbers are those of constants.
  static final class Common {
    private static final String TEXT = field(String.class);
    private static final String BOOLEAN = field(boolean.class);
    private static final String LONG = field(long.class);
    private static final String DOUBLE = field(double.class);
    private static final String FLOAT = field(float.class);

    final Skeleton skeleton;
    final int outputType;
    final int enter;
    final int leave;
    final int text;
    final int bool;
    final int number;
    final int doubleNumber;
    final int floatNumber;
    final int field;
    final int name;
    final Reference writeField;

    Common(Class<? extends Output> type) {
      this.skeleton = new Skeleton(Encoder.class, WritePlan.class);
      var output = Names.of(type);
      var template = skeleton.template;
      this.outputType = template.constant(output);
      this.enter = template.constant(Reference.method(output, "enterObject", "(I)I"));
      this.leave = template.constant(Reference.method(output, "leaveObject", "(I)V"));
      this.text = template.constant(Reference.method(output, "field", TEXT));
      this.bool = template.constant(Reference.method(output, "field", BOOLEAN));
      this.number = template.constant(Reference.method(output, "field", LONG));
      this.doubleNumber = template.constant(Reference.method(output, "field", DOUBLE));
      this.floatNumber = template.constant(Reference.method(output, "field", FLOAT));
      this.field =
          template.constant(
              Names.method(WritePlan.class, "field", WritePlan.Field.class, int.class));
      this.name = template.constant(Names.method(WritePlan.class, "name", Word.class, int.class));
      this.writeField = writeField("writeField");
      template.constant(writeField);
      template.text(WRITE);
    }

    private static String field(Class<?> value) {
      return Names.descriptor(void.class, Word.class, value);
    }

    /// The method that writes a field whose value the output takes as it is.
    int field(Code code, Class<?> type) {
      if (!type.isPrimitive()) {
        return text;
      }
      return switch (type.getName()) {
        case "boolean" -> bool;
        case "double" -> doubleNumber;
        case "float" -> floatNumber;
        case "long" -> number;
        default -> {
          code.add(Plain.I2L);
          yield number;
        }
      };
    }
  }

  /// @param name the internal name of the class
  WriterClass(WritePlan plan, Class<?> host, String name, Common common) {
    this.name = name;
    this.plan = plan;
    this.calls = common;
    this.access = new FieldAccess(host);
  }

  Object[] constants() {
    return new Object[] {plan};
  }

  /// There are no branches, so the virtual machine wants no stack maps.
  byte[] bytes() {
    var type = new ClassWriter(name, calls.skeleton.template);
    var code = type.method(VALUE + 1);
    writeObject(code);
    type.method(ClassWriter.PUBLIC, "write", WRITE, code, MAX_STACK);
    return type.toByteArray();
  }

  private void writeObject(Code code) {
    instance = code.local(Kind.REFERENCE);
    int mark = code.local(Kind.INT);
    code.aload(OUT).checkcast(calls.outputType).astore(OUT);
    code.aload(VALUE).checkcast(access.owner()).astore(instance);
    code.aload(OUT).push(plan.size()).invokevirtual(calls.enter).istore(mark);
    if (plan.tag() != null) {
      calls.skeleton.push(code, PLAN);
      code.aload(OUT).invokevirtual(WRITE_TAG);
    }
    for (int i = 0; i < plan.fields().size(); i++) {
      var field = plan.field(i);
      if (isPlain(field)) {
        writePlain(code, i, field);
      } else {
        writeReference(code, i, field);
      }
    }
    code.aload(OUT).iload(mark).invokevirtual(calls.leave).add(Plain.RETURN);
  }

  /// Whether the value is a number, a boolean or a text that the output takes as it is. A text may
  /// be null.
  private static boolean isPlain(WritePlan.Field field) {
    if (!field.isPlain()) {
      return false;
    }
    var type = FieldAccess.read(field.model());
    return type.isPrimitive() || (type == String.class && !field.omitNull());
  }

  private void writePlain(Code code, int index, WritePlan.Field field) {
    code.aload(OUT);
    calls.skeleton.push(code, PLAN);
    code.push(index).invokevirtual(calls.name).aload(instance);
    access.get(code, field.model());
    int write = calls.field(code, FieldAccess.read(field.model()));
    code.invokevirtual(write);
  }

  private void writeReference(Code code, int index, WritePlan.Field field) {
    if (field.computation() != null) {
      pushField(code, index);
      code.aload(instance).invokevirtual(COMPUTED);
    } else {
      code.aload(instance);
      access.get(code, field.model());
      Names.box(code, FieldAccess.read(field.model()));
    }
    if (field.optional()) {
      code.invokestatic(CONTENT);
    }
    if (field.omitEmpty()) {
      code.invokestatic(FILLED);
    }
    pushField(code, index);
    code.aload(OUT).invokestatic(field.omitNull() ? WRITE_PRESENT : calls.writeField);
  }

  private void pushField(Code code, int index) {
    calls.skeleton.push(code, PLAN);
    code.push(index).invokevirtual(calls.field);
  }
}
