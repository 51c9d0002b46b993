package dev.lodestar.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The main method of a program, chosen and called as the Java Language Specification says
/// (12.1.4).
///
/// @param launched the class whose main method it is, perhaps inherited
record MainMethod(Class<?> launched, Method method) {
  private static final int MOST_CAUSES = 100;

  /// Finds the main method of the first class that a source file declares, or else of the class
  /// that is named like the file.
  ///
  /// @throws RunFailure if there is none that can be called
  static MainMethod of(SourceFile source, List<String> topLevelClasses, ClassLoader loader)
      throws RunFailure {
    var fileName = String.valueOf(source.path().getFileName());
    if (topLevelClasses.isEmpty()) {
      throw new RunFailure("The file '" + source.path() + "' declares no class.");
    }
    var first = load(topLevelClasses.getFirst(), loader);
    var method = find(first);
    if (method != null) {
      return new MainMethod(first, method);
    }
    for (var name : topLevelClasses) {
      if ((name.substring(name.lastIndexOf('.') + 1) + SourceFile.SUFFIX).equals(fileName)) {
        var named = load(name, loader);
        var itsMethod = find(named);
        if (itsMethod != null) {
          return new MainMethod(named, itsMethod);
        }
      }
    }
    throw new RunFailure(
        "The "
            + described(first)
            + " in '"
            + source.path()
            + "' has no main method; add 'void main(String... args)', which is not private.");
  }

  /// Finds the main method of a class.
  ///
  /// @throws RunFailure if there is none that can be called
  static MainMethod of(Class<?> type) throws RunFailure {
    var method = find(type);
    if (method == null) {
      throw new RunFailure(
          "The "
              + described(type)
              + " has no main method; name the class that has 'void main(String... args)'.");
    }
    return new MainMethod(type, method);
  }

  private static Class<?> load(String name, ClassLoader loader) throws RunFailure {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError broken) {
      throw new RunFailure("The class " + name + " cannot be loaded: " + broken + ".");
    }
  }

  private static @Nullable Method find(Class<?> type) {
    var method = findWith(type, String[].class);
    return method != null ? method : findWith(type);
  }

  private static @Nullable Method findWith(Class<?> type, Class<?>... parameters) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      var method = declared(owner, parameters);
      if (method != null && isInherited(method, type)) {
        return method;
      }
    }
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      var method = findDefault(owner, parameters);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static @Nullable Method findDefault(Class<?> type, Class<?>... parameters) {
    for (var parent : type.getInterfaces()) {
      var method = declared(parent, parameters);
      if (method == null || Modifier.isStatic(method.getModifiers())) {
        method = findDefault(parent, parameters);
      }
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static @Nullable Method declared(Class<?> owner, Class<?>... parameters) {
    for (var method : owner.getDeclaredMethods()) {
      if (method.getName().equals("main")
          && method.getReturnType() == void.class
          && !Modifier.isPrivate(method.getModifiers())
          && !Modifier.isAbstract(method.getModifiers())
          && List.of(method.getParameterTypes()).equals(List.of(parameters))) {
        return method;
      }
    }
    return null;
  }

  private static boolean isInherited(Method method, Class<?> type) {
    return Modifier.isPublic(method.getModifiers())
        || Modifier.isProtected(method.getModifiers())
        || method.getDeclaringClass().getPackage() == type.getPackage();
  }

  boolean takesArguments() {
    return method.getParameterCount() == 1;
  }

  /// Calls the method, on a new object if it is not static.
  ///
  /// @throws RunFailure if no object can be made of the class
  /// @throws Throwable what the program throws, with the stack of the program only
  void call(List<String> arguments) throws Throwable {
    try {
      method.setAccessible(true);
      var receiver = Modifier.isStatic(method.getModifiers()) ? null : constructor().newInstance();
      if (takesArguments()) {
        method.invoke(receiver, (Object) arguments.toArray(new String[0]));
      } else {
        method.invoke(receiver);
      }
    } catch (InvocationTargetException thrown) {
      var own = Objects.requireNonNullElse(thrown.getCause(), thrown);
      leaveOut(thrown.getStackTrace(), own);
      throw own;
    }
  }

  private Constructor<?> constructor() throws RunFailure {
    var advice = "; make its main method static.";
    if (Modifier.isAbstract(launched.getModifiers())) {
      throw new RunFailure(
          "The " + described(launched) + " is abstract, so no object can be made of it" + advice);
    }
    try {
      var constructor = launched.getDeclaredConstructor();
      if (!Modifier.isPrivate(constructor.getModifiers())) {
        constructor.setAccessible(true);
        return constructor;
      }
    } catch (NoSuchMethodException onlyOthers) {
      // answered below
    }
    throw new RunFailure(
        "The "
            + described(launched)
            + " has no constructor without parameters that is not private"
            + advice);
  }

  private static String described(Class<?> type) {
    var kind = type.isInterface() ? "interface " : type.isEnum() ? "enum " : "class ";
    return kind + type.getName();
  }

  /// The frames that led to the program are the runner's own.
  private static void leaveOut(StackTraceElement[] runner, @Nullable Throwable thrown) {
    var at = thrown;
    for (var i = 0; i < MOST_CAUSES && at != null; i++) {
      var stack = at.getStackTrace();
      var kept = stack.length - runner.length;
      if (kept >= 0 && endsWith(stack, runner)) {
        at.setStackTrace(List.of(stack).subList(0, kept).toArray(new StackTraceElement[0]));
      }
      at = at.getCause();
    }
  }

  /// The first frame of the runner differs in its line: it is where the call was made or wrapped.
  private static boolean endsWith(StackTraceElement[] stack, StackTraceElement[] tail) {
    var offset = stack.length - tail.length;
    for (var i = 1; i < tail.length; i++) {
      if (!tail[i].equals(stack[offset + i])) {
        return false;
      }
    }
    return true;
  }
}
