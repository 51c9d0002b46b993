package dev.lodestar.model;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/// Why a class cannot be described as an object, and what to do instead.
record Obstacle(String message, String fix) {

  static @Nullable Obstacle of(Class<?> type) {
    var name = type.getName();
    if (type == void.class || type == Void.class) {
      return new Obstacle("There is no value of type void.", "Use another type.");
    }
    if (isPlatform(type)) {
      return new Obstacle("The type " + name + " is not supported.", instead(name));
    }
    for (var parent = type.getSuperclass(); parent != null; parent = parent.getSuperclass()) {
      if (parent != Object.class && parent != Record.class && isPlatform(parent)) {
        return new Obstacle(
            "The class " + name + " extends " + parent.getName() + ", which is not supported.",
            "Use a record, or register a converter or mapping for it.");
      }
    }
    boolean open = type.isInterface() || Modifier.isAbstract(type.getModifiers());
    if (open && !type.isSealed()) {
      return new Obstacle(
          "The type " + name + " is abstract and not sealed, so its fields are unknown.",
          "Make it sealed, use a class or record, or register a mapping for it.");
    }
    if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()) && !type.isInterface()) {
      return new Obstacle(
          "The class " + name + " belongs to an instance of " + outer(type) + ".",
          "Make it static, or make it a record.");
    }
    return null;
  }

  private static String outer(Class<?> type) {
    var outer = type.getDeclaringClass();
    return outer == null ? "another class" : outer.getName();
  }

  private static boolean isPlatform(Class<?> type) {
    var name = type.getName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.");
  }

  private static String instead(String name) {
    return switch (name) {
      case "java.util.Date",
          "java.util.Calendar",
          "java.util.GregorianCalendar",
          "java.sql.Timestamp" ->
          "Use java.time.Instant or another type of java.time.";
      case "java.sql.Date" -> "Use java.time.LocalDate.";
      case "java.io.File" -> "Use java.nio.file.Path, or String.";
      case "java.net.URL" -> "Use java.net.URI, which asks no network whether two are equal.";
      case "java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address" ->
          "Use String: making an address of a name asks the network.";
      case "java.util.regex.Pattern" -> "Use String: a pattern of a client can take all the time.";
      case "java.lang.Class" -> "Use String: a client must not choose classes.";
      case "java.util.stream.Stream",
          "java.util.Iterator",
          "java.util.Vector",
          "java.util.Stack",
          "java.util.PriorityQueue" ->
          "Use List.";
      case "java.util.Hashtable", "java.util.Properties", "java.util.Map$Entry" ->
          "Use Map, or a record.";
      case "java.util.BitSet" -> "Use byte[], or a set of the indexes.";
      default -> "Use a supported type, or register a converter or mapping for it.";
    };
  }
}
