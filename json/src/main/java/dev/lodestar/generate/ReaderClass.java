package dev.lodestar.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;

import dev.lodestar.decode.Decoder;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.decode.Slot;
import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Input;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the decoder of an object for one format: every call of the input has one target, also
/// where other formats are in use. For `record Point(int x, String label)` it is
///
/// ```java
/// final class Point$$Reader implements Decoder {
///   static final ReadPlan c0; static final FieldNames c1; static final Slot c2, c3;
///   public Object read(Input input) {
///     var in = (JsonInput) input;
///     int before = in.count(), where = in.valueStart();
///     int x = 0; Object label = null; long seen = 0;
///     int state = in.enterObject("an object");
///     if (state < 0) return null;
///     if (state > 0) {
///       int field = in.firstField(c1);
///       do {
///         switch (field) {
///           case 0:
///             if ((seen & 1) != 0) { in.duplicate(); field = in.nextField(c1, field + 1); break; }
///             x = c2.readInt(in);
///             seen |= 1;
///             field = in.nextField(c1, 1);
///             if (field != 1) break;
///           case 1: ...
///           default: c0.skipUnknown(in); field = in.nextField(c1, field + 1);
///         }
///       } while (field != Input.CLOSED);
///     }
///     if (seen != 3) { if ((seen & 1) == 0) x = c0.absentInt(in, where, 0); ... }
///     if (in.count() != before) return null;
///     try { return new Point(x, (String) label); }
///     catch (RuntimeException refused) { in.refused(where, refused); return null; }
///   }
/// }
/// ```
final class ReaderClass {
  /// One bit of a `long` for each; and the code stays well below the size that the just-in-time
  /// compiler refuses.
  static final int MAX_FIELDS = 64;

  private static final ClassDesc INPUT = Descriptors.of(Input.class);
  private static final ClassDesc PLAN = Descriptors.of(ReadPlan.class);
  private static final ClassDesc SLOT = Descriptors.of(Slot.class);
  private static final ClassDesc OBJECTS = Descriptors.of(Objects.class);
  private static final ClassDesc OBJECTS_ARRAY = Descriptors.of(Object[].class);
  private static final ClassDesc REFUSAL = Descriptors.of(RuntimeException.class);
  private static final MethodTypeDesc NEXT_FIELD =
      Descriptors.method(int.class, FieldNames.class, int.class);
  private static final MethodTypeDesc REFUSED =
      Descriptors.method(void.class, int.class, RuntimeException.class);
  private static final MethodTypeDesc SKIP_UNKNOWN = Descriptors.method(void.class, Input.class);

  private final ClassDesc name;
  private final ReadPlan plan;
  private final Class<?> host;
  private final ClassDesc input;
  private final FieldAccess access;
  private final Constants constants;
  private final int planConstant;
  private final int namesConstant;
  private final int absentConstant;
  private final List<Part> parts = new ArrayList<>();

  // Local variables.
  private static final int IN = 1;
  private int before;
  private int where;
  private int seen;
  private int tagSeen;
  private int field;

  /// Only for a part of an object: its fields.
  private int values;

  /// Called for each field, so looked up once.
  private @Nullable MethodRefEntry nextField;

  /// How a field is kept until the instance is made.
  private record Part(int index, Shape shape, int slotConstant, int local) {
    boolean reads() {
      return slotConstant >= 0;
    }

    Part at(int newLocal) {
      return new Part(index, shape, slotConstant, newLocal);
    }
  }

  ReaderClass(ReadPlan plan, Class<?> host, ClassDesc name, Class<? extends Input> input) {
    this.name = name;
    this.plan = plan;
    this.host = host;
    this.input = Descriptors.of(input);
    this.access = new FieldAccess(host);
    this.constants = new Constants(name);
    this.planConstant = constants.add(plan, PLAN);
    this.namesConstant = constants.add(plan.names(), Descriptors.of(FieldNames.class));
    for (int i = 0; i < plan.fields().size(); i++) {
      var slot = plan.fields().get(i).slot();
      int constant = slot == null ? -1 : constants.add(slot, SLOT);
      parts.add(new Part(i, Shape.of(slot), constant, -1));
    }
    this.absentConstant = plan.inPart() ? constants.add(plan.allAbsent(), OBJECTS_ARRAY) : -1;
  }

  Object[] constants() {
    return constants.values();
  }

  byte[] bytes() {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS).build(name, this::write);
  }

  private void write(ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_PUBLIC)
        .withInterfaceSymbols(Descriptors.of(Decoder.class));
    constants.declare(type);
    type.withMethodBody(
        "expected",
        MethodTypeDesc.of(CD_String),
        ClassFile.ACC_PUBLIC,
        code -> code.loadConstant("an object").areturn());
    type.withMethodBody(
        "read", MethodTypeDesc.of(CD_Object, INPUT), ClassFile.ACC_PUBLIC, this::read);
  }

  private void read(CodeBuilder code) {
    code.aload(IN).checkcast(input).astore(IN);
    before = inputInt(code, "count");
    where = inputInt(code, "valueStart");
    seen = zero(code, TypeKind.LONG);
    tagSeen = zero(code, TypeKind.INT);
    parts.replaceAll(part -> part.at(zero(code, part.shape.kind())));
    if (plan.inPart()) {
      values = zero(code, TypeKind.REFERENCE);
    }
    field = code.allocateLocal(TypeKind.INT);
    var frames = frames();
    var entered = code.newLabel();
    var done = code.newLabel();
    code.aload(IN).loadConstant("an object");
    code.invokevirtual(input, "enterObject", Descriptors.method(int.class, String.class));
    code.istore(field).iload(field).ifge(entered).aconst_null().areturn();
    frames.bind(code, entered);
    code.iload(field).ifeq(done);
    readFields(code, frames, done);
    frames.bind(code, done);
    completeAbsent(code, frames);
    create(code, frames);
    frames.write(code);
  }

  /// From the first branch on, all local variables have their types.
  private Frames frames() {
    var locals = new ArrayList<VerificationTypeInfo>();
    locals.add(ObjectVerificationTypeInfo.of(name));
    locals.add(ObjectVerificationTypeInfo.of(input));
    locals.add(SimpleVerificationTypeInfo.INTEGER);
    locals.add(SimpleVerificationTypeInfo.INTEGER);
    locals.add(SimpleVerificationTypeInfo.LONG);
    locals.add(SimpleVerificationTypeInfo.INTEGER);
    for (var part : parts) {
      locals.add(part.shape.verification());
    }
    if (plan.inPart()) {
      locals.add(ObjectVerificationTypeInfo.of(OBJECTS_ARRAY));
    }
    locals.add(SimpleVerificationTypeInfo.INTEGER);
    return new Frames(locals);
  }

  private int inputInt(CodeBuilder code, String method) {
    int local = code.allocateLocal(TypeKind.INT);
    code.aload(IN).invokevirtual(input, method, Descriptors.method(int.class)).istore(local);
    return local;
  }

  private static int zero(CodeBuilder code, TypeKind kind) {
    int local = code.allocateLocal(kind);
    switch (kind) {
      case LONG -> code.lconst_0();
      case DOUBLE -> code.dconst_0();
      case FLOAT -> code.fconst_0();
      case REFERENCE -> code.aconst_null();
      default -> code.iconst_0();
    }
    code.storeLocal(kind, local);
    return local;
  }

  private void readFields(CodeBuilder code, Frames frames, Label done) {
    var loop = code.newLabel();
    var next = code.newLabel();
    var unknown = code.newLabel();
    var duplicate = code.newLabel();
    code.aload(IN);
    constants.push(code, namesConstant);
    code.invokevirtual(input, "firstField", Descriptors.method(int.class, FieldNames.class))
        .istore(field);
    frames.bind(code, loop);
    code.iload(field);
    var cases = new ArrayList<SwitchCase>();
    for (int i = 0; i < plan.names().size(); i++) {
      cases.add(SwitchCase.of(i, code.newLabel()));
    }
    code.tableswitch(0, cases.size() - 1, unknown, cases);
    for (var each : cases) {
      frames.bind(code, each.target());
      if (each.caseValue() < parts.size()) {
        readField(code, parts.get(each.caseValue()), duplicate);
      } else {
        constants.push(code, planConstant);
        code.aload(IN).iload(tagSeen);
        code.invokevirtual(
            PLAN, "skipTag", Descriptors.method(boolean.class, Input.class, boolean.class));
        code.istore(tagSeen);
      }
      int following = each.caseValue() + 1;
      code.loadConstant(following);
      nextField(code);
      code.iload(field);
      if (following < cases.size()) {
        // Where documents have the order of the type, the next case follows without the switch.
        code.loadConstant(following).if_icmpeq(cases.get(following).target());
        code.iload(field);
      }
      code.loadConstant(Input.CLOSED).if_icmpne(loop).goto_(done);
    }
    frames.bind(code, unknown);
    skipUnknown(code);
    code.goto_(next);
    frames.bind(code, duplicate);
    code.aload(IN).invokevirtual(input, "duplicate", Descriptors.method(void.class));
    frames.bind(code, next);
    code.iload(field).iconst_1().iadd();
    nextField(code);
    code.iload(field).loadConstant(Input.CLOSED).if_icmpne(loop);
  }

  /// Reads on to the next field; the index that is tried first is on the stack.
  private void nextField(CodeBuilder code) {
    code.istore(field).aload(IN);
    constants.push(code, namesConstant);
    code.iload(field);
    code.invokevirtual(nextField(code.constantPool())).istore(field);
  }

  private MethodRefEntry nextField(ConstantPoolBuilder pool) {
    var entry = nextField;
    if (entry == null) {
      entry = pool.methodRefEntry(input, "nextField", NEXT_FIELD);
      nextField = entry;
    }
    return entry;
  }

  private void skipUnknown(CodeBuilder code) {
    constants.push(code, planConstant);
    code.aload(IN).invokevirtual(PLAN, "skipUnknown", SKIP_UNKNOWN);
  }

  private void readField(CodeBuilder code, Part part, Label duplicate) {
    if (!part.reads() && plan.fields().get(part.index).hidden()) {
      skipUnknown(code);
    } else if (!part.reads()) {
      code.aload(IN).invokevirtual(input, "skip", Descriptors.method(void.class));
    } else {
      if (!plan.lastWins()) {
        testSeen(code, part.index);
        code.ifne(duplicate);
      }
      constants.push(code, part.slotConstant);
      code.aload(IN).invokevirtual(SLOT, part.shape.reader(), part.shape.readerType());
      code.storeLocal(part.shape.kind(), part.local);
      code.lload(seen).loadConstant(1L << part.index).lor().lstore(seen);
    }
  }

  /// Makes the value on the stack one of the field's type, which may need a box.
  private Class<?> boxed(CodeBuilder code, Part part) {
    if (part.shape.kind() == TypeKind.REFERENCE) {
      return Object.class;
    }
    var type = plan.model().fields().get(part.index).use().model().rawClass();
    narrow(code, type);
    return type;
  }

  /// Puts 0 onto the stack if the field was not seen yet.
  private void testSeen(CodeBuilder code, int index) {
    code.lload(seen).loadConstant(1L << index).land().lconst_0().lcmp();
  }

  private void completeAbsent(CodeBuilder code, Frames frames) {
    if (plan.inPart() && plan.model().isPartial()) {
      return;
    }
    long all = 0;
    for (var part : parts) {
      all |= part.reads() ? 1L << part.index : 0;
    }
    var complete = code.newLabel();
    boolean always = parts.stream().anyMatch(part -> !part.reads());
    if (!always) {
      code.lload(seen).loadConstant(all).lcmp().ifeq(complete);
    }
    for (var part : parts) {
      boolean last = part.index == parts.size() - 1;
      var present = last ? complete : code.newLabel();
      if (part.reads()) {
        testSeen(code, part.index);
        code.ifne(present);
      }
      constants.push(code, planConstant);
      code.aload(IN).iload(where).loadConstant(part.index);
      if (plan.inPart()) {
        // Only to note what is missing.
        code.invokevirtual(PLAN, Shape.OBJECT.absent(), Shape.OBJECT.absentType()).pop();
      } else {
        code.invokevirtual(PLAN, part.shape.absent(), part.shape.absentType());
        code.storeLocal(part.shape.kind(), part.local);
      }
      if (part.reads() || last) {
        frames.bind(code, present);
      }
    }
  }

  private void create(CodeBuilder code, Frames frames) {
    var valid = code.newLabel();
    code.aload(IN).invokevirtual(input, "count", Descriptors.method(int.class));
    code.iload(before).if_icmpeq(valid).aconst_null().areturn();
    frames.bind(code, valid);
    if (plan.inPart()) {
      keep(code, frames);
      return;
    }
    int instance = code.allocateLocal(TypeKind.REFERENCE);
    var start = code.newBoundLabel();
    construct(code);
    code.astore(instance);
    set(code, instance);
    var end = code.newBoundLabel();
    if (plan.hasChecks()) {
      constants.push(code, planConstant);
      code.aload(IN).iload(where).aload(instance);
      code.invokevirtual(
          PLAN, "check", Descriptors.method(void.class, Input.class, int.class, Object.class));
    }
    code.aload(instance).areturn();
    var refused = code.newLabel();
    frames.bindHandler(code, refused, REFUSAL);
    code.exceptionCatch(start, end, refused, REFUSAL);
    // The instance is not there, so its variable takes what was thrown.
    code.astore(instance).aload(IN).iload(where).aload(instance);
    code.invokevirtual(INPUT, "refused", REFUSED).aconst_null().areturn();
  }

  /// The array is made last: until another object is made, the garbage collector need not be told
  /// what is stored in it.
  private void keep(CodeBuilder code, Frames frames) {
    constants.push(code, absentConstant);
    code.invokevirtual(OBJECTS_ARRAY, "clone", MethodTypeDesc.of(CD_Object))
        .checkcast(OBJECTS_ARRAY)
        .astore(values);
    for (var part : parts) {
      if (part.reads()) {
        var absent = code.newLabel();
        testSeen(code, part.index);
        code.ifeq(absent);
        code.aload(values).loadConstant(part.index).loadLocal(part.shape.kind(), part.local);
        Descriptors.box(code, boxed(code, part));
        code.aastore();
        frames.bind(code, absent);
      }
    }
    constants.push(code, planConstant);
    code.aload(values);
    code.invokevirtual(PLAN, "part", Descriptors.method(Object.class, Object[].class)).areturn();
  }

  private void construct(CodeBuilder code) {
    var executable = plan.model().executable().orElseThrow();
    var owner = Descriptors.of(host);
    if (executable instanceof Constructor<?>) {
      code.new_(owner).dup();
    }
    var types = executable.getParameterTypes();
    var arguments = plan.model().arguments();
    for (int i = 0; i < types.length; i++) {
      int index = arguments.get(i).index();
      if (index >= 0) {
        load(code, parts.get(index), types[i]);
      } else {
        constants.push(code, planConstant);
        code.loadConstant(i);
        code.invokevirtual(PLAN, "hiddenArgument", Descriptors.method(Object.class, int.class));
        Descriptors.cast(code, types[i]);
      }
    }
    call(code, executable, owner);
  }

  private static void call(CodeBuilder code, Executable executable, ClassDesc owner) {
    if (executable instanceof Method method) {
      var type = Descriptors.method(method.getReturnType(), method.getParameterTypes());
      code.invokestatic(owner, method.getName(), type, method.getDeclaringClass().isInterface());
      // A factory that gives nothing refuses the values.
      code.invokestatic(OBJECTS, "requireNonNull", Descriptors.method(Object.class, Object.class));
      code.checkcast(owner);
    } else {
      code.invokespecial(
          owner,
          ConstantDescs.INIT_NAME,
          Descriptors.method(void.class, executable.getParameterTypes()));
    }
  }

  private void load(CodeBuilder code, Part part, Class<?> type) {
    code.loadLocal(part.shape.kind(), part.local);
    if (part.shape == Shape.OBJECT) {
      Descriptors.cast(code, type);
    } else {
      narrow(code, type);
    }
  }

  private static void narrow(CodeBuilder code, Class<?> type) {
    if (type == byte.class) {
      code.i2b();
    } else if (type == short.class) {
      code.i2s();
    }
  }

  private void set(CodeBuilder code, int instance) {
    for (var part : parts) {
      var field = plan.model().fields().get(part.index);
      if (part.reads() && !field.isArgument()) {
        code.aload(instance);
        load(code, part, FieldAccess.written(field.setter().orElseThrow()));
        access.set(code, field);
      }
    }
  }
}
