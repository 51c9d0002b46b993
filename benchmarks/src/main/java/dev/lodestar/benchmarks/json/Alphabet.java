package dev.lodestar.benchmarks.json;

import java.util.List;

/// What the texts of a document are made of.
public enum Alphabet {
  /// English words.
  ASCII,

  /// Words of German, Russian, Chinese and Japanese, and pictures: two, three and four bytes for
  /// each character, and ASCII between them.
  MIXED;

  private static final List<String> ASCII_WORDS =
      List.of("green", "pocket", "compass", "harbour", "north", "lantern", "canvas", "rope");
  private static final List<String> ASCII_NAMES =
      List.of("Bob Miller", "Ann Smith", "Joan Carpenter", "Peter Brown");
  private static final List<String> MIXED_WORDS =
      List.of("grün", "Messgerät", "Kompaß", "гавань", "север", "指南针", "コンパス", "🧭", "rope");
  private static final List<String> MIXED_NAMES =
      List.of("Jürgen Groß", "Ольга Смирнова", "田中花子", "Zoë Brontë");

  List<String> words() {
    return this == ASCII ? ASCII_WORDS : MIXED_WORDS;
  }

  List<String> names() {
    return this == ASCII ? ASCII_NAMES : MIXED_NAMES;
  }
}
