package dev.lodestar.handler;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Writes the class that calls the handlers declared by one class; as a hidden nest mate of it,
/// unless it goes into a jar:
///
/// ```java
/// final class Widgets$$Handlers implements BiFunction, IntFunction {
///   private final int index;
///   Widgets$$Handlers(int index) { this.index = index; }
///   public Object apply(int index) { return new Widgets$$Handlers(index); }
///   public Object apply(Object receiver, Object arguments) {
///     switch (index) {
///       case 0: return call0(receiver, (Object[]) arguments);
///       default: return call1(receiver, (Object[]) arguments);
///     }
///   }
///   private static Object call0(Object receiver, Object[] arguments) {
///     return ((Widgets) receiver).get((String) arguments[0], ((Integer) arguments[1]).intValue());
///   }
///   ...
/// }
/// ```
///
/// A nest mate may call private methods. The class names no type of Lodestar, because the packages
/// of Lodestar are closed to the application's module. The bodies stand apart from the switch to
/// keep every method small enough for the just-in-time compiler. Each writer is a named class
/// instead of a lambda because the first lambdas of a process cost start-up time.
final class InvokerClass {

  private static final ClassDesc BI_FUNCTION = ClassDesc.of("java.util.function.BiFunction");
  private static final ClassDesc INT_FUNCTION = ClassDesc.of("java.util.function.IntFunction");
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void, CD_int);
  private static final MethodTypeDesc CREATION = MethodTypeDesc.of(CD_Object, CD_int);
  private static final MethodTypeDesc DISPATCH = MethodTypeDesc.of(CD_Object, CD_Object, CD_Object);
  private static final MethodTypeDesc CALL = MethodTypeDesc.of(CD_Object, CD_Object, OBJECTS);

  private InvokerClass() {}

  /// Writes the class.
  static byte[] bytes(ClassDesc name, List<Executable> methods) {
    return ClassFile.of().build(name, new ClassWriter(name, methods));
  }

  /// Defines the class as a hidden one, and makes what gives a function for an index.
  ///
  /// @param lookup full access to the class that declares the methods
  static IntFunction<?> instantiate(MethodHandles.Lookup lookup, byte[] bytes) {
    try {
      MethodHandles.Lookup hidden =
          lookup.defineHiddenClass(bytes, false, MethodHandles.Lookup.ClassOption.NESTMATE);
      return instantiate(hidden, hidden.lookupClass());
    } catch (Throwable impossible) {
      throw new LinkageError(
          "The invokers of " + lookup.lookupClass() + " could not be defined.", impossible);
    }
  }

  /// Makes what gives a function for an index from a class that was generated before; null if there
  /// is none that can be used.
  static @Nullable IntFunction<?> find(MethodHandles.Lookup lookup, String name) {
    try {
      return instantiate(lookup, lookup.findClass(name));
    } catch (Throwable unusable) {
      // It is generated anew.
      return null;
    }
  }

  private static IntFunction<?> instantiate(MethodHandles.Lookup lookup, Class<?> type)
      throws Throwable {
    MethodHandle constructor =
        lookup.findConstructor(type, MethodType.methodType(void.class, int.class));
    return (IntFunction<?>) constructor.invoke(0);
  }

  /// Gives one function (receiver, arguments) for each method.
  static List<BiFunction<Object, Object[], Object>> functions(IntFunction<?> factory, int count) {
    var functions = new ArrayList<BiFunction<Object, Object[], Object>>(count);
    for (int i = 0; i < count; i++) {
      @SuppressWarnings("unchecked") // the generated class takes an array and returns any object
      var function = (BiFunction<Object, Object[], Object>) factory.apply(i);
      functions.add(function);
    }
    return functions;
  }

  private record ClassWriter(ClassDesc name, List<Executable> methods)
      implements Consumer<ClassBuilder> {
    @Override
    public void accept(ClassBuilder type) {
      type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
          .withInterfaceSymbols(BI_FUNCTION, INT_FUNCTION)
          .withField("index", CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL)
          .withMethodBody(INIT_NAME, CONSTRUCTOR, 0, new ConstructorWriter(name))
          .withMethodBody("apply", CREATION, ClassFile.ACC_PUBLIC, new CreationWriter(name))
          .withMethodBody(
              "apply", DISPATCH, ClassFile.ACC_PUBLIC, new DispatchWriter(name, methods.size()));
      for (int i = 0; i < methods.size(); i++) {
        type.withMethodBody(
            "call".concat(Integer.toString(i)),
            CALL,
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
            new CallWriter(methods.get(i)));
      }
    }
  }

  private record ConstructorWriter(ClassDesc name) implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder code) {
      code.aload(0)
          .invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void))
          .aload(0)
          .iload(1)
          .putfield(name, "index", CD_int)
          .return_();
    }
  }

  private record CreationWriter(ClassDesc name) implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder code) {
      code.new_(name).dup().iload(1).invokespecial(name, INIT_NAME, CONSTRUCTOR).areturn();
    }
  }

  private record DispatchWriter(ClassDesc name, int count) implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder code) {
      var cases = new ArrayList<SwitchCase>(count);
      for (int i = 0; i < count; i++) {
        cases.add(SwitchCase.of(i, code.newLabel()));
      }
      Label last = cases.get(count - 1).target();
      code.aload(0).getfield(name, "index", CD_int);
      code.tableswitch(0, count - 1, last, cases);
      for (int i = 0; i < count; i++) {
        code.labelBinding(cases.get(i).target())
            .aload(1)
            .aload(2)
            .checkcast(OBJECTS)
            .invokestatic(name, "call".concat(Integer.toString(i)), CALL)
            .areturn();
      }
    }
  }

  private record CallWriter(Executable method) implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder code) {
      ClassDesc owner = descriptor(method.getDeclaringClass());
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      if (method instanceof Constructor<?>) {
        code.new_(owner).dup();
      } else if (!isStatic) {
        code.aload(0).checkcast(owner);
      }
      Class<?>[] parameters = method.getParameterTypes();
      for (int i = 0; i < parameters.length; i++) {
        code.aload(1).loadConstant(i).aaload();
        castOrUnbox(code, parameters[i]);
      }
      MethodTypeDesc type = MethodTypeDesc.ofDescriptor(ClassDetails.descriptorOf(method));
      boolean inInterface = method.getDeclaringClass().isInterface();
      if (method instanceof Constructor<?>) {
        code.invokespecial(owner, INIT_NAME, type).areturn();
        return;
      }
      if (isStatic) {
        code.invokestatic(owner, method.getName(), type, inInterface);
      } else if (inInterface) {
        code.invokeinterface(owner, method.getName(), type);
      } else {
        code.invokevirtual(owner, method.getName(), type);
      }
      box(code, ((Method) method).getReturnType());
      code.areturn();
    }

    private static void castOrUnbox(CodeBuilder code, Class<?> type) {
      if (type.isPrimitive()) {
        ClassDesc box = boxOf(type);
        code.checkcast(box)
            .invokevirtual(
                box, type.getName().concat("Value"), MethodTypeDesc.of(descriptor(type)));
      } else if (type != Object.class) {
        code.checkcast(descriptor(type));
      }
    }

    private static void box(CodeBuilder code, Class<?> type) {
      if (type == void.class) {
        code.aconst_null();
      } else if (type.isPrimitive()) {
        ClassDesc box = boxOf(type);
        code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, descriptor(type)));
      }
    }

    private static ClassDesc boxOf(Class<?> primitive) {
      return descriptor(MethodType.methodType(primitive).wrap().returnType());
    }

    private static ClassDesc descriptor(Class<?> type) {
      return ClassDesc.ofDescriptor(type.descriptorString());
    }
  }
}
