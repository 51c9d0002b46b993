package dev.lodestar.toml;

import dev.lodestar.toml.TomlNode.Array;
import dev.lodestar.toml.TomlNode.Table;
import dev.lodestar.toml.TomlNode.Table.Made;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Reads a document in [TOML 1.0](https://toml.io/en/v1.0.0).
///
/// A key that occurs twice is a problem, and its first value stays; an error of syntax ends the
/// reading. Nothing is thrown because of a document.
public final class TomlReader {
  /// How deeply tables and arrays may be nested, and how many parts a key may have.
  public static final int MAX_DEPTH = 100;

  private final Characters in;
  private final Texts texts;
  private final Table root = new Table(Made.BY_HEADER, 1, 1);
  private final List<TomlProblem> problems = new ArrayList<>();
  private int depth;

  /// A part of a key.
  private record Part(String name, int line, int column) {}

  /// The arrays of tables, which grow, by identity.
  private final Set<List<TomlNode>> growing = Collections.newSetFromMap(new IdentityHashMap<>());

  private TomlReader(String text) {
    this.in = new Characters(text);
    this.texts = new Texts(in);
  }

  /// Reads a document.
  ///
  /// @param text the whole document
  public static TomlDocument read(String text) {
    var reader = new TomlReader(text);
    try {
      reader.document();
    } catch (TomlSyntax error) {
      reader.problems.add(error.problem());
    }
    return new TomlDocument(reader.root, List.copyOf(reader.problems));
  }

  /// Reads one value, as it stands behind the `=` of a key.
  ///
  /// @param text an array, an inline table or anything else that is a value
  /// @return a document whose table has the value under the empty key, unless there are problems
  public static TomlDocument readValue(String text) {
    var reader = new TomlReader(text);
    try {
      reader.in.skipBlanks();
      reader.root.put("", reader.value(), 1, 1);
      reader.in.skipBlanks();
      if (reader.in.peek() != Characters.END) {
        throw reader.in.error("Something follows the value.");
      }
    } catch (TomlSyntax error) {
      reader.problems.add(error.problem());
    }
    return new TomlDocument(reader.root, List.copyOf(reader.problems));
  }

  private void document() throws TomlSyntax {
    var current = root;
    while (true) {
      in.skipLines();
      if (in.peek() == Characters.END) {
        return;
      }
      if (in.peek() == '[') {
        current = header();
      } else {
        keyAndValue(current);
      }
      in.skipBlanks();
      in.skipComment();
      if (!in.takeLineEnd()) {
        throw in.error(
            "Expected the end of the line, but there is " + Characters.named(in.peek()) + ".");
      }
    }
  }

  // Headers

  private Table header() throws TomlSyntax {
    var line = in.line();
    var column = in.column();
    var several = in.at("[[");
    in.skip(several ? 2 : 1);
    in.skipBlanks();
    var key = key();
    var closing = several ? "]]" : "]";
    if (!in.at(closing)) {
      throw in.error(
          "Expected '"
              + closing
              + "' at the end of the header, but there is "
              + Characters.named(in.peek())
              + ".");
    }
    in.skip(closing.length());
    var parent = root;
    for (var part : key.subList(0, key.size() - 1)) {
      parent = onTheWay(parent, part);
    }
    return several
        ? element(parent, key.getLast(), line, column)
        : table(parent, key.getLast(), line, column);
  }

  /// The table that a part of a header leads through: an array leads to its last element.
  private Table onTheWay(Table parent, Part part) throws TomlSyntax {
    var known = parent.get(part.name());
    if (known == null) {
      var made = new Table(Made.IMPLICITLY, part.line(), part.column());
      parent.put(part.name(), made, part.line(), part.column());
      return made;
    }
    if (known.value() instanceof Table table && table.made != Made.INLINE) {
      return table;
    }
    if (known.value() instanceof Array array && isGrowing(array)) {
      return (Table) array.elements().getLast();
    }
    throw Characters.error(
        "The key '"
            + part.name()
            + "' has a value already, in line "
            + known.line()
            + ", to which a header can add nothing.",
        part.line(),
        part.column());
  }

  private Table table(Table parent, Part part, int line, int column) {
    var known = parent.get(part.name());
    if (known == null) {
      var made = new Table(Made.BY_HEADER, line, column);
      parent.put(part.name(), made, part.line(), part.column());
      return made;
    }
    if (known.value() instanceof Table table && table.made == Made.IMPLICITLY) {
      table.made = Made.BY_HEADER;
      return table;
    }
    duplicate(part, known);
    return new Table(Made.BY_HEADER, line, column);
  }

  private Table element(Table parent, Part part, int line, int column) {
    var made = new Table(Made.BY_HEADER, line, column);
    var known = parent.get(part.name());
    if (known == null) {
      var elements = new ArrayList<TomlNode>();
      elements.add(made);
      growing.add(elements);
      parent.put(part.name(), new Array(elements, line, column), part.line(), part.column());
    } else if (known.value() instanceof Array array && isGrowing(array)) {
      array.elements().add(made);
    } else {
      duplicate(part, known);
    }
    return made;
  }

  private boolean isGrowing(Array array) {
    return growing.contains(array.elements());
  }

  private void duplicate(Part part, TomlNode.Entry known) {
    problems.add(
        new TomlProblem(
            "The key '" + part.name() + "' is there already, in line " + known.line() + ".",
            part.line(),
            part.column(),
            true));
  }

  // Keys

  private void keyAndValue(Table current) throws TomlSyntax {
    var key = key();
    if (!in.take('=')) {
      throw in.error(
          "Expected '=' after the key, but there is " + Characters.named(in.peek()) + ".");
    }
    in.skipBlanks();
    var parent = current;
    for (var part : key.subList(0, key.size() - 1)) {
      parent = dotted(parent, part);
    }
    var value = value();
    var last = key.getLast();
    var known = parent.get(last.name());
    if (known == null) {
      parent.put(last.name(), value, last.line(), last.column());
    } else {
      duplicate(last, known);
    }
  }

  private Table dotted(Table parent, Part part) throws TomlSyntax {
    var known = parent.get(part.name());
    if (known == null) {
      var made = new Table(Made.BY_DOTTED_KEY, part.line(), part.column());
      parent.put(part.name(), made, part.line(), part.column());
      return made;
    }
    if (known.value() instanceof Table table && table.made == Made.BY_DOTTED_KEY) {
      return table;
    }
    throw Characters.error(
        "The key '"
            + part.name()
            + "' has a value already, in line "
            + known.line()
            + ", to which a dotted key can add nothing.",
        part.line(),
        part.column());
  }

  /// Reads a key up to what follows it.
  private List<Part> key() throws TomlSyntax {
    var parts = new ArrayList<Part>(2);
    do {
      in.skipBlanks();
      var line = in.line();
      var column = in.column();
      parts.add(new Part(part(), line, column));
      if (parts.size() > MAX_DEPTH) {
        throw in.error("The key has more than " + MAX_DEPTH + " parts.");
      }
      in.skipBlanks();
    } while (in.take('.'));
    return parts;
  }

  private String part() throws TomlSyntax {
    if (texts.begins()) {
      if (in.at("\"\"\"") || in.at("'''")) {
        throw in.error("A key has one line; write it in one pair of quotes.");
      }
      return texts.single();
    }
    var start = in.position();
    while (isBare(in.peek())) {
      in.skip();
    }
    if (in.position() == start) {
      throw in.error(
          "Expected a key, but there is "
              + Characters.named(in.peek())
              + "; a key is made of A-Z, a-z, 0-9, '-' and '_', or stands in quotes.");
    }
    return in.since(start);
  }

  private static boolean isBare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  // Values

  private TomlNode value() throws TomlSyntax {
    var line = in.line();
    var column = in.column();
    if (texts.begins()) {
      return new TomlNode.Scalar(TomlNode.Kind.TEXT, texts.any(), line, column);
    }
    if (in.peek() != '[' && in.peek() != '{') {
      return bare(line, column);
    }
    if (++depth > MAX_DEPTH) {
      throw in.error("Tables and arrays are nested more than " + MAX_DEPTH + " levels deep.");
    }
    var value = in.peek() == '[' ? array(line, column) : inlineTable(line, column);
    depth--;
    return value;
  }

  private TomlNode bare(int line, int column) throws TomlSyntax {
    var start = in.position();
    while (BareValues.isPart(in.peek())
        || (in.peek() == ' '
            && BareValues.isDate(in.since(start))
            && Character.isDigit(in.peek(1)))) {
      in.skip();
    }
    var text = in.since(start);
    var value = BareValues.of(text, line, column);
    if (value == null) {
      throw Characters.error(
          text.isEmpty()
              ? "Expected a value, but there is " + Characters.named(in.peek()) + "."
              : "What begins here is no value: it is no number of 64 bits, date, time or boolean;"
                  + " a text stands in quotes.",
          line,
          column);
    }
    return value;
  }

  private Array array(int line, int column) throws TomlSyntax {
    in.skip();
    var elements = new ArrayList<TomlNode>();
    while (true) {
      in.skipLines();
      if (in.take(']')) {
        return new Array(elements, line, column);
      }
      elements.add(value());
      in.skipLines();
      if (in.take(']')) {
        return new Array(elements, line, column);
      }
      if (!in.take(',')) {
        throw in.error(
            "Expected ',' or ']' after an element of the array, but there is "
                + Characters.named(in.peek())
                + ".");
      }
    }
  }

  private Table inlineTable(int line, int column) throws TomlSyntax {
    in.skip();
    var table = new Table(Made.BY_HEADER, line, column);
    in.skipBlanks();
    if (!in.take('}')) {
      do {
        in.skipBlanks();
        keyAndValue(table);
        in.skipBlanks();
      } while (in.take(','));
      if (!in.take('}')) {
        throw in.error(
            "Expected ',' or '}' in the inline table, but there is "
                + Characters.named(in.peek())
                + "; it has to stand in one line.");
      }
    }
    close(table);
    return table;
  }

  /// Nothing can be added to an inline table, nor to what its dotted keys made.
  private static void close(Table table) {
    table.made = Made.INLINE;
    for (var entry : table.entries().values()) {
      if (entry.value() instanceof Table inner && inner.made == Made.BY_DOTTED_KEY) {
        close(inner);
      }
    }
  }
}
