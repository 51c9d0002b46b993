package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Node.Form;
import dev.lodestar.configuration.Node.Items;
import dev.lodestar.configuration.Node.Leaf;
import dev.lodestar.configuration.Origin.Source;
import dev.lodestar.toml.TomlNode;
import dev.lodestar.toml.TomlReader;
import java.nio.file.Path;
import java.util.ArrayList;

/// Reads a file of a configuration: TOML, or properties by the same rules.
final class ConfigurationFile {
  static final String TOML = ".toml";
  static final String PROPERTIES = ".properties";

  private final String shown;
  private final Problems problems;

  private ConfigurationFile(String shown, Problems problems) {
    this.shown = shown;
    this.problems = problems;
  }

  static Branch read(Path file, String shown, Problems problems) {
    var root = new Branch(new Origin(Source.FILE, shown));
    var text = FileText.read(file, shown, problems);
    if (text.isPresent()) {
      var reader = new ConfigurationFile(shown, problems);
      if (shown.endsWith(PROPERTIES)) {
        reader.properties(text.get(), root);
      } else {
        reader.toml(text.get(), root);
      }
    }
    return root;
  }

  private void toml(String text, Branch root) {
    var document = TomlReader.read(text);
    for (var problem : document.problems()) {
      var duplicate = problem.isDuplicate();
      problems.problem(
          duplicate ? "configuration-duplicate" : "configuration-syntax",
          shown,
          at(problem.line(), problem.column()),
          problem.message(),
          duplicate
              ? "Keep one of them."
              : "Correct the line (https://toml.io); what stands behind it was not read.");
      if (!duplicate) {
        problems.incomplete();
      }
    }
    addAll(document.root(), root);
  }

  private void addAll(TomlNode.Table table, Branch branch) {
    table
        .entries()
        .forEach(
            (key, entry) -> branch.put(key, node(entry.value()), at(entry.line(), entry.column())));
  }

  private Node node(TomlNode value) {
    var origin = at(value.line(), value.column());
    return switch (value) {
      case TomlNode.Scalar scalar -> new Leaf(form(scalar.kind()), scalar.text(), origin);
      case TomlNode.Array array -> {
        var elements = new ArrayList<Node>();
        for (var element : array.elements()) {
          elements.add(node(element));
        }
        yield new Items(elements, origin);
      }
      case TomlNode.Table table -> {
        var branch = new Branch(origin);
        addAll(table, branch);
        yield branch;
      }
    };
  }

  private static Form form(TomlNode.Kind kind) {
    return switch (kind) {
      case TEXT -> Form.TEXT;
      case INTEGER, FLOAT -> Form.NUMBER;
      case BOOLEAN -> Form.BOOLEAN;
      case OFFSET_DATE_TIME, LOCAL_DATE_TIME, LOCAL_DATE, LOCAL_TIME -> Form.TIME;
    };
  }

  private void properties(String text, Branch root) {
    for (var property : PropertiesText.read(text, shown, problems)) {
      Paths.put(root, property.name(), property.value(), at(property.line(), 1), problems);
    }
  }

  private Origin at(int line, int column) {
    return new Origin(Source.FILE, shown + ":" + line + ":" + column);
  }

  /// Reads the value of a variable, property or argument that begins like a list or table.
  ///
  /// @return the value; an empty table if it is not well-formed, which is a problem
  static Node value(String path, Leaf leaf, Problems problems) {
    var document = TomlReader.readValue(leaf.text());
    if (!document.problems().isEmpty()) {
      var first = document.problems().getFirst();
      problems.problem(
          "configuration-syntax",
          path,
          leaf.origin(),
          "The value begins like a list or table in TOML and is none. At character "
              + first.column()
              + ": "
              + first.message(),
          "Write a list such as [\"a\", \"b\"], or a table such as {key = \"value\"}.");
      return new Branch(leaf.origin());
    }
    return placed(document.root().entries().values().iterator().next().value(), leaf.origin());
  }

  private static Node placed(TomlNode value, Origin origin) {
    return switch (value) {
      case TomlNode.Scalar scalar -> new Leaf(form(scalar.kind()), scalar.text(), origin);
      case TomlNode.Array array -> {
        var elements = new ArrayList<Node>();
        for (var element : array.elements()) {
          elements.add(placed(element, origin));
        }
        yield new Items(elements, origin);
      }
      case TomlNode.Table table -> {
        var branch = new Branch(origin);
        table
            .entries()
            .forEach((key, entry) -> branch.put(key, placed(entry.value(), origin), origin));
        yield branch;
      }
    };
  }
}
