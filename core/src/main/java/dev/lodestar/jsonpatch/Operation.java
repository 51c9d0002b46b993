package dev.lodestar.jsonpatch;

import org.jspecify.annotations.Nullable;

/// One operation of a patch. Immutable, since its value is.
///
/// @param path where it has its effect
/// @param from where [Kind#MOVE] and [Kind#COPY] take the value from; the path for all others
/// @param value what is added, set or compared; null for the others, too
public record Operation(Kind kind, JsonPointer path, JsonPointer from, @Nullable Object value) {

  /// What is done.
  public enum Kind {
    /// Adds a value, or replaces a member of an object.
    ADD("add"),
    /// Removes a value.
    REMOVE("remove"),
    /// Replaces a value.
    REPLACE("replace"),
    /// Removes a value and adds it elsewhere.
    MOVE("move"),
    /// Adds a value that there is elsewhere.
    COPY("copy"),
    /// Compares a value.
    TEST("test");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// What it is called in documents.
    public String word() {
      return word;
    }

    /// Finds a kind by its word; null if there is none.
    static @Nullable Kind of(String word) {
      for (var kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      return null;
    }

    boolean hasValue() {
      return this == ADD || this == REPLACE || this == TEST;
    }

    boolean hasFrom() {
      return this == MOVE || this == COPY;
    }
  }
}
