package dev.lodestar.benchmarks.json;

/// A JSON library, set up as its manual tells to be fast, and otherwise with its defaults.
public enum Library {
  /// Lodestar; the only one that checks constraints.
  LODESTAR("Lodestar"),
  /// Jackson 3 databind with its readers and writers made beforehand.
  JACKSON("Jackson"),
  /// The same with the module Blackbird, which replaces reflection.
  BLACKBIRD("Jackson + Blackbird"),
  /// avaje-jsonb, whose adapters are generated when the benchmarks are compiled.
  AVAJE("avaje-jsonb"),
  /// fastjson2, which generates classes at run time and uses `sun.misc.Unsafe`.
  FASTJSON2("fastjson2");

  private final String label;

  Library(String label) {
    this.label = label;
  }

  /// How tables call it.
  ///
  /// @return the name of the library
  public String label() {
    return label;
  }

  /// Makes everything that is needed to write and read documents of that shape.
  ///
  /// @param type the class of the value, or of the elements if it is a list
  /// @param list whether documents are lists
  /// @return writes and reads
  Binding bind(Class<?> type, boolean list) {
    return switch (this) {
      case LODESTAR -> new LodestarBinding(type, list);
      case JACKSON -> new JacksonBinding(false, type, list);
      case BLACKBIRD -> new JacksonBinding(true, type, list);
      case AVAJE -> new AvajeBinding(type, list);
      case FASTJSON2 -> new FastjsonBinding(type, list);
    };
  }
}
