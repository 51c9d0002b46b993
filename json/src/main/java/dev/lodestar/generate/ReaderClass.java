package dev.lodestar.generate;

import dev.lodestar.bytecode.ClassWriter;
import dev.lodestar.bytecode.Code;
import dev.lodestar.bytecode.Code.Jump;
import dev.lodestar.bytecode.Code.Plain;
import dev.lodestar.bytecode.Code.Use;
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
///   static final ReadPlan c0; static final FieldNames c1;
///   public Object read(Input input) {
///     var in = (JsonInput) input;
///     int before = in.count(), where = in.valueStart();
///     int left = 3, x = 0; String label = null;
///     int state = in.enterObject("an object");
///     if (state < 0) return null;
///     if (state > 0) {
///       int field = in.firstField(c1);
///       do {
///         switch (field) {
///           case 0:
///             if ((left & 1) == 0) { in.duplicate(); field = in.nextField(c1, field + 1); break; }
///             x = c0.slot(0).readInt(in);
///             left &= ~1;
///             field = in.nextField(c1, 1);
///             if (field != 1) break;
///           case 1: ...
///           default: c0.skipUnknown(in); field = in.nextField(c1, field + 1);
///         }
///       } while (field != Input.CLOSED);
///     }
///     if (left != 0) { c0.missing(in, where, 0, left); ... }
///     if (in.count() != before) return null;
///     try { return new Point(x, label); }
///     catch (RuntimeException refused) { in.refused(where, refused); return null; }
///   }
/// }
/// ```
final class ReaderClass {
  /// Keeps the code well below the size that the just-in-time compiler refuses.
  static final int MAX_FIELDS = 64;

  /// So many fields have their bits in one local variable.
  private static final int BITS = Integer.SIZE;

  /// What there is beside the arguments of a constructor, and more than anything else needs.
  private static final int MIN_STACK = 8;

  private static final String EXPECTED = "an object";
  private static final String REFUSAL = Names.of(RuntimeException.class);
  private static final String OBJECTS = Names.of(Object[].class);
  private static final String READ = Names.descriptor(Object.class, Input.class);
  private static final int PLAN = 0;
  private static final int NAMES = 1;
  private static final Reference CHECK =
      Names.method(ReadPlan.class, "check", void.class, Input.class, int.class, Object.class);
  private static final Reference ABSENT = Names.method(ReadPlan.class, "absent", Object[].class);
  private static final Reference CLONE = Names.method(Object[].class, "clone", Object.class);
  private static final Reference PART =
      Names.method(ReadPlan.class, "part", Object.class, Object[].class);
  private static final Reference HIDDEN_ARGUMENT =
      Names.method(ReadPlan.class, "hiddenArgument", Object.class, int.class);
  private static final Reference REQUIRE_NON_NULL =
      Names.method(Objects.class, "requireNonNull", Object.class, Object.class);
  private static final Reference SKIP_TAG =
      Names.method(ReadPlan.class, "skipTag", boolean.class, Input.class, boolean.class);
  private final String name;
  private final ReadPlan plan;
  private final Common calls;
  private final FieldAccess access;
  private final List<Part> parts = new ArrayList<>();

  // Local variables.
  private static final int IN = 1;
  private int before;
  private int where;

  /// For the bits of fields that were not read yet.
  private int[] left = {};

  /// One for each field.
  private int[] locals = {};

  private int tagSeen;
  private int field;

  /// Only for a part of an object: its fields.
  private int values;

  /// What the classes for one format have in common. Numbers are those of constants.
  static final class Common {
    private static final String ENTER = Names.descriptor(int.class, String.class);
    private static final String FIRST = Names.descriptor(int.class, FieldNames.class);
    private static final String NEXT = Names.descriptor(int.class, FieldNames.class, int.class);
    private static final Shape[] SHAPES = Shape.values();

    final Skeleton skeleton;
    final String input;
    final int inputType;
    final int count;
    final int valueStart;
    final int enter;
    final int firstField;
    final int nextField;
    final int skip;
    final int duplicate;
    final int refused;
    final int refusal;
    final int skipUnknown;
    final int slot;
    final int missing;
    final int[] readers = new int[SHAPES.length];
    final int object;

    Common(Class<? extends Input> type) {
      this.skeleton = new Skeleton(Decoder.class, ReadPlan.class, FieldNames.class);
      this.input = Names.of(type);
      var template = skeleton.template;
      this.inputType = template.constant(input);
      this.count = template.constant(Reference.method(input, "count", "()I"));
      this.valueStart = template.constant(Reference.method(input, "valueStart", "()I"));
      this.enter = template.constant(Reference.method(input, "enterObject", ENTER));
      this.firstField = template.constant(Reference.method(input, "firstField", FIRST));
      this.nextField = template.constant(Reference.method(input, "nextField", NEXT));
      this.skip = template.constant(Reference.method(input, "skip", "()V"));
      this.duplicate = template.constant(Reference.method(input, "duplicate", "()V"));
      this.refused =
          template.constant(
              Names.method(Input.class, "refused", void.class, int.class, RuntimeException.class));
      this.refusal = template.constant(REFUSAL);
      this.skipUnknown =
          template.constant(Names.method(ReadPlan.class, "skipUnknown", void.class, Input.class));
      this.slot = template.constant(Names.method(ReadPlan.class, "slot", Slot.class, int.class));
      this.missing =
          template.constant(
              Names.method(
                  ReadPlan.class,
                  "missing",
                  void.class,
                  Input.class,
                  int.class,
                  int.class,
                  int.class));
      for (var shape : SHAPES) {
        readers[shape.ordinal()] = template.constant(shape.reader());
      }
      this.object = template.constantText(EXPECTED);
      template.text(READ);
      var expected = template.method(1).pushConstant(object).add(Plain.ARETURN);
      template.method(ClassWriter.PUBLIC, "expected", Names.getter(String.class), expected, 1);
    }
  }

  /// How a field is kept until the instance is made.
  ///
  /// @param given whether it has a value where a document does not have it
  private record Part(int index, Shape shape, boolean reads, boolean given) {}

  /// @param name the internal name of the class
  ReaderClass(ReadPlan plan, Class<?> host, String name, Common common) {
    this.name = name;
    this.plan = plan;
    this.calls = common;
    this.access = new FieldAccess(host);
    for (int i = 0; i < plan.fields().size(); i++) {
      var slot = plan.slot(i);
      boolean given = !plan.inPart() && plan.hasAbsentValue(i);
      parts.add(new Part(i, Shape.of(slot), slot != null, given));
    }
  }

  Object[] constants() {
    return new Object[] {plan, plan.names()};
  }

  byte[] bytes() {
    var type = new ClassWriter(name, calls.skeleton.template);
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
    code.aload(IN).checkcast(calls.inputType).astore(IN);
    before = inputInt(code, calls.count);
    where = inputInt(code, calls.valueStart);
    left = new int[(parts.size() + BITS - 1) / BITS];
    for (int i = 0; i < left.length; i++) {
      left[i] = code.local(Kind.INT);
      code.push(bits(i, false)).istore(left[i]);
    }
    tagSeen = zero(code, Kind.INT);
    locals = new int[parts.size()];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = zero(code, parts.get(i).shape.kind());
    }
    if (plan.inPart()) {
      values = zero(code, Kind.REFERENCE);
    }
    field = code.local(Kind.INT);
    declareLocals(code);
    var entered = new Label();
    var done = new Label();
    code.aload(IN).pushConstant(calls.object).invokevirtual(calls.enter);
    code.istore(field).iload(field).jump(Jump.IFGE, entered);
    code.add(Plain.ACONST_NULL).add(Plain.ARETURN);
    code.bind(entered);
    code.iload(field).jump(Jump.IFEQ, done);
    readFields(code);
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
    for (int i = 0; i < left.length; i++) {
      map.local(Kind.INT);
    }
    map.local(Kind.INT);
    for (var part : parts) {
      part.shape.declare(map);
    }
    if (plan.inPart()) {
      map.local(OBJECTS);
    }
    map.local(Kind.INT);
  }

  /// The bits of fields that are read.
  ///
  /// @param word which 32 fields
  /// @param required only of those that have no value where a document does not have them
  private int bits(int word, boolean required) {
    int bits = 0;
    for (int i = word * BITS; i < Math.min(parts.size(), (word + 1) * BITS); i++) {
      var part = parts.get(i);
      bits |= part.reads && !(required && part.given) ? 1 << i : 0;
    }
    return bits;
  }

  private static int inputInt(Code code, int method) {
    int local = code.local(Kind.INT);
    code.aload(IN).invokevirtual(method).istore(local);
    return local;
  }

  private static int zero(Code code, Kind kind) {
    int local = code.local(kind);
    switch (kind) {
      case LONG -> code.add(Plain.LCONST_0);
      case DOUBLE -> code.add(Plain.DCONST_0);
      case FLOAT -> code.add(Plain.FCONST_0);
      case REFERENCE -> code.add(Plain.ACONST_NULL);
      case INT -> code.push(0);
    }
    code.store(kind, local);
    return local;
  }

  private void readFields(Code code) {
    var loop = new Label();
    var step = new Label();
    var next = new Label();
    var unknown = new Label();
    var duplicate = new Label();
    code.aload(IN);
    calls.skeleton.push(code, NAMES);
    code.invokevirtual(calls.firstField).istore(field);
    code.bind(loop);
    code.iload(field);
    var cases = new Label[plan.names().size()];
    for (int i = 0; i < cases.length; i++) {
      cases[i] = new Label();
    }
    code.tableswitch(cases, unknown);
    for (int i = 0; i < cases.length; i++) {
      code.bind(cases[i]);
      if (i < parts.size()) {
        readField(code, parts.get(i), duplicate);
      } else {
        calls.skeleton.push(code, PLAN);
        code.aload(IN).iload(tagSeen).invokevirtual(SKIP_TAG).istore(tagSeen);
      }
      int following = i + 1;
      code.aload(IN);
      calls.skeleton.push(code, NAMES);
      code.push(following).invokevirtual(calls.nextField).istore(field);
      if (following < cases.length) {
        // Where documents have the order of the type, the next case follows without the switch.
        code.iload(field).push(following).jump(Jump.IF_ICMPEQ, cases[following]);
      }
      code.jump(Jump.GOTO, step);
    }
    code.bind(unknown);
    skipUnknown(code);
    code.jump(Jump.GOTO, next);
    code.bind(duplicate);
    code.aload(IN).invokevirtual(calls.duplicate);
    code.bind(next);
    code.aload(IN);
    calls.skeleton.push(code, NAMES);
    code.iload(field).push(1).add(Plain.IADD).invokevirtual(calls.nextField).istore(field);
    code.bind(step);
    code.iload(field).push(Input.CLOSED).jump(Jump.IF_ICMPNE, loop);
  }

  private void skipUnknown(Code code) {
    calls.skeleton.push(code, PLAN);
    code.aload(IN).invokevirtual(calls.skipUnknown);
  }

  private void readField(Code code, Part part, Label duplicate) {
    if (!part.reads && plan.fields().get(part.index).hidden()) {
      skipUnknown(code);
    } else if (!part.reads) {
      code.aload(IN).invokevirtual(calls.skip);
    } else {
      if (!plan.lastWins()) {
        testLeft(code, part.index).jump(Jump.IFEQ, duplicate);
      }
      calls.skeleton.push(code, PLAN);
      code.push(part.index).invokevirtual(calls.slot);
      code.aload(IN).invokevirtual(calls.readers[part.shape.ordinal()]);
      code.store(part.shape.kind(), locals[part.index]);
      int word = left[part.index / BITS];
      code.iload(word).push(~(1 << part.index)).add(Plain.IAND).istore(word);
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

  /// Puts 0 onto the stack if the field was read.
  private Code testLeft(Code code, int index) {
    return code.iload(left[index / BITS]).push(1 << index).add(Plain.IAND);
  }

  /// Notes what is missing, and gives absent fields the values that they have then.
  private void completeAbsent(Code code) {
    if (!plan.model().isPartial() || !plan.inPart()) {
      for (int i = 0; i < left.length; i++) {
        noteMissing(code, i);
      }
    }
    for (var part : parts) {
      if (part.given) {
        var present = new Label();
        if (part.reads) {
          testLeft(code, part.index).jump(Jump.IFEQ, present);
        }
        calls.skeleton.push(code, PLAN);
        code.aload(IN).iload(where).push(part.index);
        code.invokevirtual(part.shape.absent()).store(part.shape.kind(), locals[part.index]);
        if (part.reads) {
          code.bind(present);
        }
      }
    }
  }

  private void noteMissing(Code code, int word) {
    int required = bits(word, true);
    if (required != 0) {
      var complete = new Label();
      code.iload(left[word]);
      if (required != bits(word, false)) {
        code.push(required).add(Plain.IAND);
      }
      code.jump(Jump.IFEQ, complete);
      calls.skeleton.push(code, PLAN);
      code.aload(IN).iload(where).push(word * BITS);
      code.iload(left[word]).push(required).add(Plain.IAND).invokevirtual(calls.missing);
      code.bind(complete);
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
      calls.skeleton.push(code, PLAN);
      code.aload(IN).iload(where).aload(instance).invokevirtual(CHECK);
    }
    code.aload(instance).add(Plain.ARETURN);
    code.handle(start, end, calls.refusal);
    // The instance is not there, so its variable takes what was thrown.
    code.astore(instance).aload(IN).iload(where).aload(instance).invokevirtual(calls.refused);
    code.add(Plain.ACONST_NULL).add(Plain.ARETURN);
  }

  /// The array is made last: until another object is made, the garbage collector need not be told
  /// what is stored in it.
  private void keep(Code code) {
    calls.skeleton.push(code, PLAN);
    code.invokevirtual(ABSENT).invokevirtual(CLONE).checkcast(OBJECTS).astore(values);
    for (var part : parts) {
      if (part.reads) {
        var absent = new Label();
        testLeft(code, part.index).jump(Jump.IFNE, absent);
        code.aload(values).push(part.index).load(part.shape.kind(), locals[part.index]);
        Names.box(code, boxed(code, part));
        code.add(Plain.AASTORE);
        code.bind(absent);
      }
    }
    calls.skeleton.push(code, PLAN);
    code.aload(values).invokevirtual(PART).add(Plain.ARETURN);
  }

  private void construct(Code code) {
    var executable = plan.model().executable().orElseThrow();
    if (executable instanceof Constructor<?>) {
      code.create(access.owner()).add(Plain.DUP);
    }
    var types = executable.getParameterTypes();
    var arguments = plan.model().arguments();
    for (int i = 0; i < types.length; i++) {
      int index = arguments.get(i).index();
      if (index >= 0) {
        load(code, parts.get(index), types[i]);
      } else {
        calls.skeleton.push(code, PLAN);
        code.push(i).invokevirtual(HIDDEN_ARGUMENT);
        Names.cast(code, types[i]);
      }
    }
    call(code, executable, types, access.owner());
  }

  private static void call(Code code, Executable executable, Class<?>[] parameters, String owner) {
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
      code.useOnce(Use.INVOKESPECIAL, Reference.method(owner, Names.CONSTRUCTOR, type));
    }
  }

  private void load(Code code, Part part, Class<?> type) {
    code.load(part.shape.kind(), locals[part.index]);
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
      if (part.reads && !field.isArgument()) {
        code.aload(instance);
        load(code, part, FieldAccess.written(field.setter().orElseThrow()));
        access.set(code, field);
      }
    }
  }
}
