package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Jump;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
import dev.lodestar.bytecode.CommonConstants;
import dev.lodestar.bytecode.Kind;
import dev.lodestar.bytecode.Label;
import dev.lodestar.bytecode.Reference;
import dev.lodestar.decode.Decoder;
import dev.lodestar.decode.ReadPlan;
import dev.lodestar.decode.Slot;
import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Input;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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

  /// What there is beside the arguments of a constructor, and more than anything else needs.
  private static final int MIN_STACK = 8;

  private static final String REFUSAL = Names.of(RuntimeException.class);
  private static final String OBJECTS = Names.of(Object[].class);
  private static final String READ = Names.descriptor(Object.class, Input.class);
  private static final String EXPECTED = Names.descriptor(String.class);
  private static final Constants.Type PLAN = Constants.Type.of(ReadPlan.class);
  private static final Constants.Type NAMES = Constants.Type.of(FieldNames.class);
  private static final Constants.Type SLOT = Constants.Type.of(Slot.class);
  private static final Constants.Type VALUES = Constants.Type.of(Object[].class);
  private static final List<String> INTERFACES = List.of(Names.of(Decoder.class));
  private static final Reference REFUSED =
      Names.method(Input.class, "refused", void.class, int.class, RuntimeException.class);
  private static final Reference CHECK =
      Names.method(ReadPlan.class, "check", void.class, Input.class, int.class, Object.class);
  private static final Reference CLONE = Names.method(Object[].class, "clone", Object.class);
  private static final Reference PART =
      Names.method(ReadPlan.class, "part", Object.class, Object[].class);
  private static final Reference HIDDEN_ARGUMENT =
      Names.method(ReadPlan.class, "hiddenArgument", Object.class, int.class);
  private static final Reference REQUIRE_NON_NULL =
      Names.method(Objects.class, "requireNonNull", Object.class, Object.class);
  private static final Reference SKIP_TAG =
      Names.method(ReadPlan.class, "skipTag", boolean.class, Input.class, boolean.class);
  private static final Reference SKIP_UNKNOWN =
      Names.method(ReadPlan.class, "skipUnknown", void.class, Input.class);

  private final String name;
  private final ReadPlan plan;
  private final Class<?> host;
  private final Common calls;
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

  /// What the classes for one format have in common: the methods of its input, and constants.
  static final class Common {
    private static final String ENTER = Names.descriptor(int.class, String.class);
    private static final String FIRST = Names.descriptor(int.class, FieldNames.class);
    private static final String NEXT = Names.descriptor(int.class, FieldNames.class, int.class);

    final CommonConstants constants;
    final String input;
    final Reference count;
    final Reference valueStart;
    final Reference enter;
    final Reference firstField;
    final Reference nextField;
    final Reference skip;
    final Reference duplicate;

    Common(Class<? extends Input> type) {
      this.input = Names.of(type);
      this.count = Reference.method(input, "count", "()I");
      this.valueStart = Reference.method(input, "valueStart", "()I");
      this.enter = Reference.method(input, "enterObject", ENTER);
      this.firstField = Reference.method(input, "firstField", FIRST);
      this.nextField = Reference.method(input, "nextField", NEXT);
      this.skip = Reference.method(input, "skip", "()V");
      this.duplicate = Reference.method(input, "duplicate", "()V");
      var references = new ArrayList<Reference>();
      references.addAll(
          List.of(count, valueStart, enter, firstField, nextField, skip, duplicate, REFUSED));
      for (var shape : Shape.values()) {
        references.add(shape.reader());
        references.add(shape.absent());
      }
      references.add(SKIP_UNKNOWN);
      this.constants = Constants.common(references, List.of(PLAN, NAMES, SLOT), INTERFACES);
    }
  }

  /// How a field is kept until the instance is made.
  private record Part(int index, Shape shape, int slotConstant, int local) {
    boolean reads() {
      return slotConstant >= 0;
    }

    Part at(int newLocal) {
      return new Part(index, shape, slotConstant, newLocal);
    }
  }

  /// @param name the internal name of the class
  ReaderClass(ReadPlan plan, Class<?> host, String name, Common common) {
    this.name = name;
    this.plan = plan;
    this.host = host;
    this.calls = common;
    this.access = new FieldAccess(host);
    this.constants = new Constants(name);
    this.planConstant = constants.add(plan, PLAN);
    this.namesConstant = constants.add(plan.names(), NAMES);
    for (int i = 0; i < plan.fields().size(); i++) {
      var slot = plan.fields().get(i).slot();
      int constant = slot == null ? -1 : constants.add(slot, SLOT);
      parts.add(new Part(i, Shape.of(slot), constant, -1));
    }
    this.absentConstant = plan.inPart() ? constants.add(plan.allAbsent(), VALUES) : -1;
  }

  Object[] constants() {
    return constants.values();
  }

  byte[] bytes() {
    int flags = ClassWriter.FINAL | ClassWriter.SYNTHETIC | ClassWriter.PUBLIC;
    var type = new ClassWriter(name, flags, INTERFACES, calls.constants);
    constants.declare(type);
    var expected = type.method(1).push("an object").add(Plain.ARETURN);
    type.method(ClassWriter.PUBLIC, "expected", EXPECTED, expected, 1);
    var code = type.method(IN + 1);
    read(code);
    type.method(ClassWriter.PUBLIC, "read", READ, code, MIN_STACK + argumentSlots());
    return type.toByteArray();
  }

  private int argumentSlots() {
    int slots = 0;
    if (!plan.inPart()) {
      for (var type : plan.model().executable().orElseThrow().getParameterTypes()) {
        slots += Kind.of(type).slots();
      }
    }
    return slots;
  }

  private void read(Code code) {
    code.aload(IN).checkcast(calls.input).astore(IN);
    before = inputInt(code, calls.count);
    where = inputInt(code, calls.valueStart);
    seen = zero(code, Kind.LONG);
    tagSeen = zero(code, Kind.INT);
    parts.replaceAll(part -> part.at(zero(code, part.shape.kind())));
    if (plan.inPart()) {
      values = zero(code, Kind.REFERENCE);
    }
    field = code.local(Kind.INT);
    declareLocals(code);
    var entered = new Label();
    var done = new Label();
    code.aload(IN).push("an object").invokevirtual(calls.enter);
    code.istore(field).iload(field).jump(Jump.IFGE, entered);
    code.add(Plain.ACONST_NULL).add(Plain.ARETURN);
    code.bind(entered);
    code.iload(field).jump(Jump.IFEQ, done);
    readFields(code, done);
    code.bind(done);
    completeAbsent(code);
    create(code);
  }

  /// From the first branch on, all local variables have their types.
  private void declareLocals(Code code) {
    var map = code.stackMap();
    map.local(name);
    map.local(calls.input);
    map.local(Kind.INT);
    map.local(Kind.INT);
    map.local(Kind.LONG);
    map.local(Kind.INT);
    for (var part : parts) {
      part.shape.declare(map);
    }
    if (plan.inPart()) {
      map.local(OBJECTS);
    }
    map.local(Kind.INT);
  }

  private static int inputInt(Code code, Reference method) {
    int local = code.local(Kind.INT);
    code.aload(IN).invokevirtual(method).istore(local);
    return local;
  }

  private static int zero(Code code, Kind kind) {
    int local = code.local(kind);
    switch (kind) {
      case LONG -> code.push(0L);
      case DOUBLE -> code.add(Plain.DCONST_0);
      case FLOAT -> code.add(Plain.FCONST_0);
      case REFERENCE -> code.add(Plain.ACONST_NULL);
      case INT -> code.push(0);
    }
    code.store(kind, local);
    return local;
  }

  private void readFields(Code code, Label done) {
    var loop = new Label();
    var next = new Label();
    var unknown = new Label();
    var duplicate = new Label();
    code.aload(IN);
    constants.push(code, namesConstant);
    code.invokevirtual(calls.firstField).istore(field);
    code.bind(loop);
    code.iload(field);
    var cases = new ArrayList<Label>();
    for (int i = 0; i < plan.names().size(); i++) {
      cases.add(new Label());
    }
    code.tableswitch(cases, unknown);
    for (int i = 0; i < cases.size(); i++) {
      code.bind(cases.get(i));
      if (i < parts.size()) {
        readField(code, parts.get(i), duplicate);
      } else {
        constants.push(code, planConstant);
        code.aload(IN).iload(tagSeen).invokevirtual(SKIP_TAG).istore(tagSeen);
      }
      int following = i + 1;
      code.push(following);
      nextField(code);
      code.iload(field);
      if (following < cases.size()) {
        // Where documents have the order of the type, the next case follows without the switch.
        code.push(following).jump(Jump.IF_ICMPEQ, cases.get(following));
        code.iload(field);
      }
      code.push(Input.CLOSED).jump(Jump.IF_ICMPNE, loop).jump(Jump.GOTO, done);
    }
    code.bind(unknown);
    skipUnknown(code);
    code.jump(Jump.GOTO, next);
    code.bind(duplicate);
    code.aload(IN).invokevirtual(calls.duplicate);
    code.bind(next);
    code.iload(field).push(1).add(Plain.IADD);
    nextField(code);
    code.iload(field).push(Input.CLOSED).jump(Jump.IF_ICMPNE, loop);
  }

  /// Reads on to the next field; the index that is tried first is on the stack.
  private void nextField(Code code) {
    code.istore(field).aload(IN);
    constants.push(code, namesConstant);
    code.iload(field).invokevirtual(calls.nextField).istore(field);
  }

  private void skipUnknown(Code code) {
    constants.push(code, planConstant);
    code.aload(IN).invokevirtual(SKIP_UNKNOWN);
  }

  private void readField(Code code, Part part, Label duplicate) {
    if (!part.reads() && plan.fields().get(part.index).hidden()) {
      skipUnknown(code);
    } else if (!part.reads()) {
      code.aload(IN).invokevirtual(calls.skip);
    } else {
      if (!plan.lastWins()) {
        testSeen(code, part.index);
        code.jump(Jump.IFNE, duplicate);
      }
      constants.push(code, part.slotConstant);
      code.aload(IN).invokevirtual(part.shape.reader());
      code.store(part.shape.kind(), part.local);
      code.load(Kind.LONG, seen).push(1L << part.index).add(Plain.LOR).store(Kind.LONG, seen);
    }
  }

  /// Makes the value on the stack one of the field's type, which may need a box.
  private Class<?> boxed(Code code, Part part) {
    if (part.shape.kind() == Kind.REFERENCE) {
      return Object.class;
    }
    var type = plan.model().fields().get(part.index).use().model().rawClass();
    narrow(code, type);
    return type;
  }

  /// Puts 0 onto the stack if the field was not seen yet.
  private void testSeen(Code code, int index) {
    code.load(Kind.LONG, seen).push(1L << index).add(Plain.LAND).push(0L).add(Plain.LCMP);
  }

  private void completeAbsent(Code code) {
    if (plan.inPart() && plan.model().isPartial()) {
      return;
    }
    long all = 0;
    for (var part : parts) {
      all |= part.reads() ? 1L << part.index : 0;
    }
    var complete = new Label();
    boolean always = parts.stream().anyMatch(part -> !part.reads());
    if (!always) {
      code.load(Kind.LONG, seen).push(all).add(Plain.LCMP).jump(Jump.IFEQ, complete);
    }
    for (var part : parts) {
      boolean last = part.index == parts.size() - 1;
      var present = last ? complete : new Label();
      if (part.reads()) {
        testSeen(code, part.index);
        code.jump(Jump.IFNE, present);
      }
      constants.push(code, planConstant);
      code.aload(IN).iload(where).push(part.index);
      if (plan.inPart()) {
        // Only to note what is missing.
        code.invokevirtual(Shape.OBJECT.absent()).add(Plain.POP);
      } else {
        code.invokevirtual(part.shape.absent()).store(part.shape.kind(), part.local);
      }
      if (part.reads() || last) {
        code.bind(present);
      }
    }
  }

  private void create(Code code) {
    var valid = new Label();
    code.aload(IN).invokevirtual(calls.count).iload(before).jump(Jump.IF_ICMPEQ, valid);
    code.add(Plain.ACONST_NULL).add(Plain.ARETURN);
    code.bind(valid);
    if (plan.inPart()) {
      keep(code);
      return;
    }
    int instance = code.local(Kind.REFERENCE);
    var start = new Label();
    var end = new Label();
    code.mark(start);
    construct(code);
    code.astore(instance);
    set(code, instance);
    code.mark(end);
    if (plan.hasChecks()) {
      constants.push(code, planConstant);
      code.aload(IN).iload(where).aload(instance).invokevirtual(CHECK);
    }
    code.aload(instance).add(Plain.ARETURN);
    code.handle(start, end, REFUSAL);
    // The instance is not there, so its variable takes what was thrown.
    code.astore(instance).aload(IN).iload(where).aload(instance).invokevirtual(REFUSED);
    code.add(Plain.ACONST_NULL).add(Plain.ARETURN);
  }

  /// The array is made last: until another object is made, the garbage collector need not be told
  /// what is stored in it.
  private void keep(Code code) {
    constants.push(code, absentConstant);
    code.invokevirtual(CLONE).checkcast(OBJECTS).astore(values);
    for (var part : parts) {
      if (part.reads()) {
        var absent = new Label();
        testSeen(code, part.index);
        code.jump(Jump.IFEQ, absent);
        code.aload(values).push(part.index).load(part.shape.kind(), part.local);
        Names.box(code, boxed(code, part));
        code.add(Plain.AASTORE);
        code.bind(absent);
      }
    }
    constants.push(code, planConstant);
    code.aload(values).invokevirtual(PART).add(Plain.ARETURN);
  }

  private void construct(Code code) {
    var executable = plan.model().executable().orElseThrow();
    if (executable instanceof Constructor<?>) {
      code.create(Names.of(host)).add(Plain.DUP);
    }
    var types = executable.getParameterTypes();
    var arguments = plan.model().arguments();
    for (int i = 0; i < types.length; i++) {
      int index = arguments.get(i).index();
      if (index >= 0) {
        load(code, parts.get(index), types[i]);
      } else {
        constants.push(code, planConstant);
        code.push(i).invokevirtual(HIDDEN_ARGUMENT);
        Names.cast(code, types[i]);
      }
    }
    call(code, executable, Names.of(host));
  }

  private static void call(Code code, Executable executable, String owner) {
    var parameters = executable.getParameterTypes();
    if (executable instanceof Method method) {
      var type = Names.descriptor(method.getReturnType(), parameters);
      boolean inInterface = method.getDeclaringClass().isInterface();
      code.invokestatic(
          inInterface
              ? Reference.interfaceMethod(owner, method.getName(), type)
              : Reference.method(owner, method.getName(), type));
      // A factory that gives nothing refuses the values.
      code.invokestatic(REQUIRE_NON_NULL).checkcast(owner);
    } else {
      var type = Names.descriptor(void.class, parameters);
      code.use(Use.INVOKESPECIAL, Reference.method(owner, Names.CONSTRUCTOR, type));
    }
  }

  private void load(Code code, Part part, Class<?> type) {
    code.load(part.shape.kind(), part.local);
    if (part.shape == Shape.OBJECT) {
      Names.cast(code, type);
    } else {
      narrow(code, type);
    }
  }

  private static void narrow(Code code, Class<?> type) {
    if (type == byte.class) {
      code.add(Plain.I2B);
    } else if (type == short.class) {
      code.add(Plain.I2S);
    }
  }

  private void set(Code code, int instance) {
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
