package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.CommonConstants;
import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.Output;
import dev.lodestar.format.Word;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes the encoder of an object for one format. For `record Point(int x, String label)` it is
///
/// ```java
/// final class Point$$Writer implements Encoder {
///   static final Word c0, c1;
///   public void write(Output output, Object value) {
///     var out = (JsonOutput) output;
///     Point point = (Point) value;
///     int mark = out.enterObject(2);
///     out.field(c0, (long) point.x());
///     out.field(c1, point.label());
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
  private static final Constants.Type TAG = Constants.Type.of(WritePlan.Tag.class);
  private static final Constants.Type NAME = Constants.Type.of(Word.class);
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
  private final Common calls;
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
        WritePlan.class, name, void.class, Object.class, Word.class, Encoder.class, Output.class);
  }

  /// What the classes for one format have in common: the methods of its output, and constants.
  static final class Common {
    private static final String TEXT = field(String.class);
    private static final String BOOLEAN = field(boolean.class);
    private static final String LONG = field(long.class);
    private static final String DOUBLE = field(double.class);
    private static final String FLOAT = field(float.class);

    final CommonConstants constants;
    final String output;
    final Reference enter;
    final Reference leave;
    final Reference text;
    final Reference bool;
    final Reference number;
    final Reference doubleNumber;
    final Reference floatNumber;

    Common(Class<? extends Output> type) {
      this.output = Names.of(type);
      this.enter = Reference.method(output, "enterObject", "(I)I");
      this.leave = Reference.method(output, "leaveObject", "(I)V");
      this.text = Reference.method(output, "field", TEXT);
      this.bool = Reference.method(output, "field", BOOLEAN);
      this.number = Reference.method(output, "field", LONG);
      this.doubleNumber = Reference.method(output, "field", DOUBLE);
      this.floatNumber = Reference.method(output, "field", FLOAT);
      this.constants =
          Constants.common(
              List.of(enter, leave, text, bool, number, doubleNumber, WRITE_FIELD),
              List.of(NAME, ENCODER),
              INTERFACES);
    }

    private static String field(Class<?> value) {
      return Names.descriptor(void.class, Word.class, value);
    }

    /// The method that writes a field whose value the output takes as it is.
    Reference field(Code code, Class<?> type) {
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

  /// @param function the constant that computes the value; negative if there is none
  private record Part(WritePlan.Field field, int name, int encoder, int function) {}

  /// @param name the internal name of the class
  WriterClass(WritePlan plan, Class<?> host, String name, Common common) {
    this.name = name;
    this.plan = plan;
    this.host = host;
    this.calls = common;
    this.access = new FieldAccess(host);
    this.constants = new Constants(name);
    var variant = plan.tag();
    if (variant != null) {
      tag = constants.add(variant, TAG);
    }
    for (var field : plan.fields()) {
      int fieldName = constants.add(field.name(), NAME);
      int encoder = isPlain(field) ? -1 : constants.add(field.encoder(), ENCODER);
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
    var type = new ClassWriter(name, flags, INTERFACES, calls.constants);
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
      if (isPlain(part.field)) {
        writePlain(code, part);
      } else {
        writeReference(code, part);
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

  private void writePlain(Code code, Part part) {
    code.aload(OUT);
    constants.push(code, part.name);
    code.aload(instance);
    access.get(code, part.field.model());
    var field = calls.field(code, FieldAccess.read(part.field.model()));
    code.invokevirtual(field);
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
