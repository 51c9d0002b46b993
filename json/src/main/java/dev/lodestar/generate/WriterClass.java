package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.FieldName;
import dev.lodestar.format.Output;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes the encoder of an object for one format. For `record Point(int x, String label)` it is
///
/// ```java
/// final class Point$$Writer implements Encoder {
///   static final FieldName c0, c2;
///   public void write(Output output, Object value) {
///     var out = (JsonOutput) output;
///     Point point = (Point) value;
///     int mark = out.enterObject(2);
///     out.name(c0); out.number((long) point.x());
///     out.field(c2, point.label());
///     out.leaveObject(mark);
///   }
/// }
/// ```
final class WriterClass {
  /// Keeps the code below the size that the just-in-time compiler refuses.
  static final int MAX_FIELDS = 128;

  /// A name, an encoder and a mark, or a call with four arguments; long values count twice.
  private static final int MAX_STACK = 6;

  private static final String WRITE = Names.descriptor(void.class, Output.class, Object.class);
  private static final Constants.Type TAG = Constants.Type.of(WritePlan.Tag.class);
  private static final Constants.Type NAME = Constants.Type.of(FieldName.class);
  private static final Constants.Type ENCODER = Constants.Type.of(Encoder.class);
  private static final Constants.Type FUNCTION = Constants.Type.of(Function.class);
  private static final List<String> INTERFACES = List.of(Names.of(Encoder.class));
  private static final Reference WRITE_TAG =
      Names.method(WritePlan.Tag.class, "write", void.class, Output.class);
  private static final Reference CONTENT =
      Names.method(OptionalModel.class, "content", Object.class, Object.class);
  private static final Reference FILLED =
      Names.method(WritePlan.class, "filled", Object.class, Object.class);
  private static final Reference APPLY =
      Reference.interfaceMethod(
          Names.of(Function.class), "apply", Names.descriptor(Object.class, Object.class));

  private static final Reference WRITE_FIELD = writeField("writeField");
  private static final Reference WRITE_PRESENT = writeField("writePresent");

  private final String name;
  private final WritePlan plan;
  private final Class<?> host;
  private final Calls calls;
  private final FieldAccess access;
  private final Constants constants;
  private final List<Part> parts = new ArrayList<>();
  private int tag = -1;

  // Local variables.
  private static final int OUT = 1;
  private static final int VALUE = 2;
  private int instance;

  private static Reference writeField(String name) {
    return Names.method(
        WritePlan.class,
        name,
        void.class,
        Object.class,
        FieldName.class,
        Encoder.class,
        Output.class);
  }

  /// The methods of the output.
  private static final class Calls {
    private static final String NAME = Names.descriptor(void.class, FieldName.class);
    private static final String TEXT_FIELD =
        Names.descriptor(void.class, FieldName.class, String.class);

    final String output;
    final Reference enter;
    final Reference leave;
    final Reference name;
    final Reference textField;
    final Reference bool;
    final Reference number;
    final Reference doubleNumber;
    final Reference floatNumber;

    Calls(String output) {
      this.output = output;
      this.enter = Reference.method(output, "enterObject", "(I)I");
      this.leave = Reference.method(output, "leaveObject", "(I)V");
      this.name = Reference.method(output, "name", NAME);
      this.textField = Reference.method(output, "field", TEXT_FIELD);
      this.bool = Reference.method(output, "bool", "(Z)V");
      this.number = Reference.method(output, "number", "(J)V");
      this.doubleNumber = Reference.method(output, "number", "(D)V");
      this.floatNumber = Reference.method(output, "number", "(F)V");
    }
  }

  /// @param function the constant that computes the value; negative if there is none
  private record Part(WritePlan.Field field, int name, int encoder, int function) {}

  /// @param name the internal name of the class
  WriterClass(WritePlan plan, Class<?> host, String name, Class<? extends Output> output) {
    this.name = name;
    this.plan = plan;
    this.host = host;
    this.calls = new Calls(Names.of(output));
    this.access = new FieldAccess(host);
    this.constants = new Constants(name);
    var variant = plan.tag();
    if (variant != null) {
      tag = constants.add(variant, TAG);
    }
    for (var field : plan.fields()) {
      int fieldName = constants.add(field.name(), NAME);
      boolean encoded = !isPrimitive(field) && !isText(field);
      int encoder = encoded ? constants.add(field.encoder(), ENCODER) : -1;
      var computation = field.model().computation();
      int function = computation.isPresent() ? constants.add(computation.get(), FUNCTION) : -1;
      parts.add(new Part(field, fieldName, encoder, function));
    }
  }

  Object[] constants() {
    return constants.values();
  }

  /// There are no branches, so the virtual machine wants no stack maps.
  byte[] bytes() {
    int flags = ClassWriter.FINAL | ClassWriter.SYNTHETIC | ClassWriter.PUBLIC;
    var type = new ClassWriter(name, flags, INTERFACES);
    constants.declare(type);
    var code = type.method(VALUE + 1);
    writeObject(code);
    type.method(ClassWriter.PUBLIC, "write", WRITE, code, MAX_STACK);
    return type.toByteArray();
  }

  private void writeObject(Code code) {
    instance = code.local(Kind.REFERENCE);
    int mark = code.local(Kind.INT);
    code.aload(OUT).checkcast(calls.output).astore(OUT);
    code.aload(VALUE).checkcast(Names.of(host)).astore(instance);
    code.aload(OUT).push(plan.size()).invokevirtual(calls.enter).istore(mark);
    if (tag >= 0) {
      constants.push(code, tag);
      code.aload(OUT).invokevirtual(WRITE_TAG);
    }
    for (var part : parts) {
      if (isPrimitive(part.field)) {
        writePrimitive(code, part);
      } else if (isText(part.field)) {
        writeText(code, part);
      } else {
        writeReference(code, part);
      }
    }
    code.aload(OUT).iload(mark).invokevirtual(calls.leave).add(Plain.RETURN);
  }

  /// Whether the value is a number or boolean that the output takes as it is.
  private static boolean isPrimitive(WritePlan.Field field) {
    return field.isPlain() && FieldAccess.read(field.model()).isPrimitive();
  }

  /// Whether the value is a text that the output takes as it is, or null.
  private static boolean isText(WritePlan.Field field) {
    return field.isPlain() && !field.omitNull() && FieldAccess.read(field.model()) == String.class;
  }

  private void writeText(Code code, Part part) {
    code.aload(OUT);
    constants.push(code, part.name);
    code.aload(instance);
    access.get(code, part.field.model());
    code.invokevirtual(calls.textField);
  }

  private void writePrimitive(Code code, Part part) {
    code.aload(OUT);
    constants.push(code, part.name);
    code.invokevirtual(calls.name).aload(OUT).aload(instance);
    access.get(code, part.field.model());
    var type = FieldAccess.read(part.field.model());
    if (type == boolean.class) {
      code.invokevirtual(calls.bool);
    } else if (type == double.class) {
      code.invokevirtual(calls.doubleNumber);
    } else if (type == float.class) {
      code.invokevirtual(calls.floatNumber);
    } else {
      if (type != long.class) {
        code.add(Plain.I2L);
      }
      code.invokevirtual(calls.number);
    }
  }

  private void writeReference(Code code, Part part) {
    if (part.function >= 0) {
      constants.push(code, part.function);
      code.aload(instance).invokeinterface(APPLY, 2);
    } else {
      code.aload(instance);
      access.get(code, part.field.model());
      Names.box(code, FieldAccess.read(part.field.model()));
    }
    if (part.field.optional()) {
      code.invokestatic(CONTENT);
    }
    if (part.field.omitEmpty()) {
      code.invokestatic(FILLED);
    }
    constants.push(code, part.name);
    constants.push(code, part.encoder);
    code.aload(OUT);
    code.invokestatic(part.field.omitNull() ? WRITE_PRESENT : WRITE_FIELD);
  }
}
