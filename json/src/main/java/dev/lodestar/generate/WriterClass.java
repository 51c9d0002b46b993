package dev.lodestar.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.lodestar.encode.Encoder;
import dev.lodestar.encode.WritePlan;
import dev.lodestar.format.FieldName;
import dev.lodestar.format.Output;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
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

  private static final ClassDesc OUTPUT = Descriptors.of(Output.class);
  private static final ClassDesc OPTIONAL = Descriptors.of(OptionalModel.class);
  private static final ClassDesc PLAN = Descriptors.of(WritePlan.class);
  private static final ClassDesc TAG = Descriptors.of(WritePlan.Tag.class);
  private static final ClassDesc ENCODER = Descriptors.of(Encoder.class);
  private static final ClassDesc FUNCTION = Descriptors.of(Function.class);
  private static final ClassDesc FIELD_NAME = Descriptors.of(FieldName.class);
  private static final MethodTypeDesc NAME = MethodTypeDesc.of(CD_void, FIELD_NAME);
  private static final MethodTypeDesc MARK = MethodTypeDesc.of(CD_void, CD_int);
  private static final MethodTypeDesc ENTER = MethodTypeDesc.of(CD_int, CD_int);
  private static final MethodTypeDesc WRITE = MethodTypeDesc.of(CD_void, OUTPUT, CD_Object);
  private static final MethodTypeDesc TEXT_FIELD =
      MethodTypeDesc.of(CD_void, FIELD_NAME, CD_String);
  private static final MethodTypeDesc FIELD =
      MethodTypeDesc.of(CD_void, CD_Object, FIELD_NAME, ENCODER, OUTPUT);
  private static final MethodTypeDesc CONTENT = MethodTypeDesc.of(CD_Object, CD_Object);
  private static final MethodTypeDesc WRITE_TAG = MethodTypeDesc.of(CD_void, OUTPUT);

  private final ClassDesc name;
  private final WritePlan plan;
  private final Class<?> host;
  private final ClassDesc output;
  private final FieldAccess access;
  private final Constants constants;
  private final List<Part> parts = new ArrayList<>();
  private int tag = -1;

  // Local variables.
  private static final int OUT = 1;
  private static final int VALUE = 2;
  private int instance;

  /// @param function the constant that computes the value; negative if there is none
  private record Part(WritePlan.Field field, int name, int encoder, int function) {}

  WriterClass(WritePlan plan, Class<?> host, ClassDesc name, Class<? extends Output> output) {
    this.name = name;
    this.plan = plan;
    this.host = host;
    this.output = Descriptors.of(output);
    this.access = new FieldAccess(host);
    this.constants = new Constants(name);
    var variant = plan.tag();
    if (variant != null) {
      tag = constants.add(variant, TAG);
    }
    for (var field : plan.fields()) {
      int fieldName = constants.add(field.name(), FIELD_NAME);
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
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS).build(name, this::write);
  }

  private void write(ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_PUBLIC)
        .withInterfaceSymbols(ENCODER);
    constants.declare(type);
    type.withMethodBody("write", WRITE, ClassFile.ACC_PUBLIC, this::writeObject);
  }

  private void writeObject(CodeBuilder code) {
    instance = code.allocateLocal(TypeKind.REFERENCE);
    int mark = code.allocateLocal(TypeKind.INT);
    code.aload(OUT).checkcast(output).astore(OUT);
    code.aload(VALUE).checkcast(Descriptors.of(host)).astore(instance);
    code.aload(OUT).loadConstant(plan.size());
    code.invokevirtual(output, "enterObject", ENTER).istore(mark);
    if (tag >= 0) {
      constants.push(code, tag);
      code.aload(OUT).invokevirtual(TAG, "write", WRITE_TAG);
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
    code.aload(OUT).iload(mark).invokevirtual(output, "leaveObject", MARK).return_();
  }

  /// Whether the value is a number or boolean that the output takes as it is.
  private static boolean isPrimitive(WritePlan.Field field) {
    return field.isPlain() && FieldAccess.read(field.model()).isPrimitive();
  }

  /// Whether the value is a text that the output takes as it is, or null.
  private static boolean isText(WritePlan.Field field) {
    return field.isPlain() && !field.omitNull() && FieldAccess.read(field.model()) == String.class;
  }

  private void writeText(CodeBuilder code, Part part) {
    code.aload(OUT);
    constants.push(code, part.name);
    code.aload(instance);
    access.get(code, part.field.model());
    code.invokevirtual(output, "field", TEXT_FIELD);
  }

  private void writePrimitive(CodeBuilder code, Part part) {
    writeName(code, part);
    code.aload(OUT).aload(instance);
    access.get(code, part.field.model());
    var type = FieldAccess.read(part.field.model());
    if (type == boolean.class) {
      code.invokevirtual(output, "bool", MethodTypeDesc.of(CD_void, CD_boolean));
      return;
    }
    if (type != long.class && type != double.class && type != float.class) {
      code.i2l();
    }
    boolean decimal = type == double.class || type == float.class;
    var parameter = Descriptors.of(decimal ? type : long.class);
    code.invokevirtual(output, "number", MethodTypeDesc.of(CD_void, parameter));
  }

  private void writeName(CodeBuilder code, Part part) {
    code.aload(OUT);
    constants.push(code, part.name);
    code.invokevirtual(output, "name", NAME);
  }

  private void writeReference(CodeBuilder code, Part part) {
    if (part.function >= 0) {
      constants.push(code, part.function);
      code.aload(instance).invokeinterface(FUNCTION, "apply", CONTENT);
    } else {
      code.aload(instance);
      access.get(code, part.field.model());
      Descriptors.box(code, FieldAccess.read(part.field.model()));
    }
    if (part.field.optional()) {
      code.invokestatic(OPTIONAL, "content", CONTENT);
    }
    if (part.field.omitEmpty()) {
      code.invokestatic(PLAN, "filled", CONTENT);
    }
    constants.push(code, part.name);
    constants.push(code, part.encoder);
    code.aload(OUT);
    code.invokestatic(PLAN, part.field.omitNull() ? "writePresent" : "writeField", FIELD);
  }
}
