package dev.lodestar.toml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a document.
public sealed interface TomlNode {

  /// The line that it begins in, from 1.
  int line();

  /// The character of that line that it begins with, from 1.
  int column();

  /// What a value without parts is.
  enum Kind {
    /// A text.
    TEXT,
    /// A number without fraction.
    INTEGER,
    /// A number that may have a fraction; `inf`, `-inf` or `nan`.
    FLOAT,
    /// `true` or `false`.
    BOOLEAN,
    /// A date and time with offset.
    OFFSET_DATE_TIME,
    /// A date and time without offset.
    LOCAL_DATE_TIME,
    /// A date.
    LOCAL_DATE,
    /// A time of day.
    LOCAL_TIME
  }

  /// A value without parts.
  ///
  /// @param text the text; of a number in decimal digits without underscores; of a time as ISO 8601
  ///   has it
  record Scalar(Kind kind, String text, int line, int column) implements TomlNode {}

  /// An array.
  record Array(List<TomlNode> elements, int line, int column) implements TomlNode {}

  /// A key and its value.
  ///
  /// @param line the line of the key
  /// @param column where in it
  record Entry(TomlNode value, int line, int column) {}

  /// A table. Complete once the document has been read.
  final class Table implements TomlNode {
    /// How a table came about, which decides what may still be added to it.
    enum Made {
      /// On the way to another one that a header names.
      IMPLICITLY,
      /// By its header.
      BY_HEADER,
      /// By a dotted key.
      BY_DOTTED_KEY,
      /// In braces.
      INLINE
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final int line;
    private final int column;
    Made made;

    Table(Made made, int line, int column) {
      this.made = made;
      this.line = line;
      this.column = column;
    }

    /// What is in it, in the order of the document.
    public Map<String, Entry> entries() {
      return Collections.unmodifiableMap(entries);
    }

    @Nullable Entry get(String key) {
      return entries.get(key);
    }

    void put(String key, TomlNode value, int keyLine, int keyColumn) {
      entries.put(key, new Entry(value, keyLine, keyColumn));
    }

    @Override
    public int line() {
      return line;
    }

    @Override
    public int column() {
      return column;
    }
  }
}
