package dev.lodestar.configuration;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Node.Form;
import dev.lodestar.configuration.Node.Leaf;
import dev.lodestar.configuration.Origin.Source;
import dev.lodestar.input.SecretPath;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.TypeUse;
import dev.lodestar.report.StartupProblem;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A table of a configuration, read as a type.
final class Binding {
  private final Scope scope;
  private final Json json;
  private final Loading.Settings settings;
  private final Loading.Loaded loaded;
  private final Problems problems = new Problems();
  private final Set<String> variables = new HashSet<>();
  private final Set<String> properties = new HashSet<>();
  private @Nullable TypeUse use;
  private Branch tree;
  private Optional<Object> value = Optional.empty();

  /// Where a table is read from.
  ///
  /// @param table its name; empty for the whole configuration
  /// @param type the class
  /// @param variablePrefix what its environment variables begin with
  /// @param propertyPrefix what its system properties begin with, without the dot
  /// @param others the tables that belong to somebody else, if it is the whole
  record Scope(
      String table,
      Class<?> type,
      String variablePrefix,
      String propertyPrefix,
      Set<String> others) {

    /// Puts a part of a name behind the prefixes.
    static Scope of(String table, Class<?> type, String prefix, Set<String> others) {
      var property = Configuration.propertyPrefix(prefix);
      return table.isEmpty()
          ? new Scope(table, type, prefix, property, others)
          : new Scope(
              table, type, prefix + "_" + Variables.of(table), property + "." + table, Set.of());
    }
  }

  private Binding(Scope scope, Json json, Loading.Settings settings, Loading.Loaded loaded) {
    this.scope = scope;
    this.json = json;
    this.settings = settings;
    this.loaded = loaded;
    this.tree = new Branch(new Origin(Source.FILE, main()));
  }

  /// Binds a table.
  ///
  /// @param incomplete whether a file could not be read, so that what is missing may stand there
  static Binding of(
      Scope scope,
      Json json,
      Loading.Settings settings,
      Loading.Loaded loaded,
      boolean incomplete) {
    var binding = new Binding(scope, json, settings, loaded);
    binding.bind(incomplete);
    return binding;
  }

  Scope scope() {
    return scope;
  }

  Optional<Object> value() {
    return value;
  }

  List<StartupProblem> problems() {
    return problems.found();
  }

  /// The environment variables that it has read.
  Set<String> variables() {
    return variables;
  }

  /// The system properties that it has read.
  Set<String> properties() {
    return properties;
  }

  /// What counts, of all layers.
  Branch tree() {
    return tree;
  }

  Optional<TypeUse> use() {
    return Optional.ofNullable(use);
  }

  private String main() {
    return loaded.shown().isEmpty() ? "lodestar.toml" : loaded.shown().getFirst();
  }

  private void bind(boolean incomplete) {
    TypeUse found;
    try {
      found = json.models().use(scope.type());
    } catch (ModelException unfit) {
      for (var problem : unfit.problems()) {
        problems.problem("configuration-type", problem.path(), problem.message(), problem.fix());
      }
      return;
    }
    use = found;
    tree = own(loaded.files());
    tree = overlaid(found, tree, loaded.dotenv());
    tree = overlaid(found, tree, environment());
    merge(properties(found));
    merge(own(loaded.arguments()));
    merge(own(loaded.given()));
    decode(found, incomplete);
  }

  // Layers

  /// The part of a tree that belongs to the table.
  private Branch own(Branch root) {
    if (!scope.table().isEmpty()) {
      var own = root.get(scope.table());
      if (own == null) {
        return new Branch(root.origin());
      }
      if (own instanceof Branch table) {
        return table.copy();
      }
      if (own instanceof Leaf leaf && leaf.form() == Form.OPEN && leaf.text().startsWith("{")) {
        return ConfigurationFile.value(scope.table(), leaf, problems) instanceof Branch table
            ? table
            : new Branch(leaf.origin());
      }
      problems.problem(
          "configuration-value",
          scope.table(),
          own.origin(),
          "This is a table, but a single value or a list is given for it.",
          "Write its values under [" + scope.table() + "].");
      return new Branch(own.origin());
    }
    var own = new Branch(root.origin());
    root.entries()
        .forEach((key, node) -> {
          if (!scope.others().contains(key)) {
            own.put(key, node, root.placeOf(key));
          }
        });
    return own;
  }

  private void merge(Branch higher) {
    tree.merge(higher);
  }

  private Map<String, DotenvText.Variable> environment() {
    var all = new TreeMap<String, DotenvText.Variable>();
    settings
        .environment()
        .forEach((name, text) -> {
          if (name.startsWith(scope.variablePrefix() + "_")) {
            all.put(name, new DotenvText.Variable(text, new Origin(Source.ENVIRONMENT, name)));
          }
        });
    return all;
  }

  /// The tree with what variables say.
  private Branch overlaid(TypeUse type, Branch lower, Map<String, DotenvText.Variable> all) {
    var higher = new Branch(new Origin(Source.ENVIRONMENT, "the environment"));
    all.forEach((name, variable) -> {
      if (name.startsWith(scope.variablePrefix() + "_")) {
        variable(name, variable, type, lower, higher);
      }
    });
    var both = lower.copy();
    both.merge(higher);
    return both;
  }

  private void variable(
      String name, DotenvText.Variable variable, TypeUse type, Branch lower, Branch higher) {
    var tail = name.substring(scope.variablePrefix().length() + 1);
    var text = variable.value();
    var meanings = Variables.meanings(type.model(), lower, tail, text);
    var named = meanings.isEmpty() && tail.endsWith("_FILE");
    if (named) {
      var bare = tail.substring(0, tail.length() - "_FILE".length());
      meanings = Variables.meanings(type.model(), lower, bare, "");
    }
    if (meanings.isEmpty()) {
      return;
    }
    variables.add(name);
    if (meanings.size() > 1) {
      ambiguous(name, variable.origin(), meanings);
      return;
    }
    var path = meanings.getFirst();
    var origin = variable.origin();
    if (named) {
      origin = new Origin(origin.source(), origin.place() + " (" + text + ")");
      text = contentOf(text, name);
    }
    Paths.put(higher, path, new Leaf(Form.OPEN, text, origin), problems);
  }

  private String contentOf(String file, String variable) {
    try {
      return FileText.read(settings.directory().resolve(file), file, problems)
          .map(Rendering::withoutLineEnd)
          .orElse("");
    } catch (InvalidPathException invalid) {
      problems.problem(
          "configuration-file",
          variable,
          "The variable names a file, but its value is no path.",
          "Name the file that contains the value.");
      return "";
    }
  }

  private void ambiguous(String name, Origin origin, List<List<String>> meanings) {
    var paths = new ArrayList<String>();
    var clear = new ArrayList<String>();
    for (var meaning : meanings) {
      paths.add(full(Paths.join(meaning)));
      var parts = new ArrayList<String>();
      meaning.forEach(part -> parts.add(Variables.of(part)));
      clear.add(scope.variablePrefix() + "_" + String.join("__", parts));
    }
    problems.problem(
        "configuration-ambiguous",
        name,
        origin,
        "The variable may mean several values: " + String.join(", ", paths) + ".",
        "Write two underscores between the names of tables: "
            + String.join(" or ", clear)
            + "; or give the value elsewhere.");
  }

  private Branch properties(TypeUse type) {
    var root = new Branch(new Origin(Source.PROPERTY, "system properties"));
    var start = scope.propertyPrefix() + ".";
    for (var property : new TreeMap<>(settings.properties()).entrySet()) {
      var name = property.getKey();
      if (!name.startsWith(start) || name.length() == start.length()) {
        continue;
      }
      var path = Paths.split(name.substring(start.length()));
      if (path == null || Shown.find(type.model(), path).isEmpty()) {
        continue; // such names are everybody's
      }
      properties.add(name);
      Paths.put(
          root,
          path,
          new Leaf(Form.OPEN, property.getValue(), new Origin(Source.PROPERTY, "-D" + name)),
          problems);
    }
    return root;
  }

  // The value

  private void decode(TypeUse type, boolean incomplete) {
    var document =
        Rendering.render(type.model(), tree, scope.table(), loaded.directory(), problems);
    Decoded<?> decoded;
    try {
      decoded = json.codec(type).decode(document);
    } catch (ModelException unfit) {
      for (var problem : unfit.problems()) {
        problems.problem("configuration-type", problem.path(), problem.message(), problem.fix());
      }
      return;
    }
    switch (decoded) {
      case Decoded.Valid<?>(var bound) -> value = Optional.ofNullable(bound);
      case Decoded.Invalid<?>(var found, var omitted) -> {
        for (var problem : found) {
          if (!incomplete || !problem.code().equals("required")) {
            tell(type, problem);
          }
        }
        if (omitted > 0) {
          problems.problem(
              "configuration-value",
              full(""),
              "There are " + omitted + " more problems.",
              "Correct those that are told first.");
        }
      }
      case Decoded.Malformed<?>(var message, var offset, var line, var column) ->
          problems.problem("configuration-value", full(""), message, "Make it smaller or flatter.");
    }
    if (!problems.found().isEmpty()) {
      value = Optional.empty();
    }
  }

  private void tell(TypeUse type, DecodeProblem problem) {
    var parts = parts(problem.pointer());
    var path = Paths.join(parts);
    if (problem.code().equals("required")) {
      missing(path, parts);
      return;
    }
    var message = ShortDuration.told(problem.message());
    if (problem.violation().isEmpty()
        && SecretPath.leadsToSecret(type.model(), problem.pointer())) {
      message = "Expected " + problem.expected() + ". What is given is a secret, and not shown.";
    } else if (!message.endsWith(".")) {
      message = message + ".";
    }
    var sentence = problem.violation().isPresent() ? "The value is refused: " + message : message;
    problems.problem(
        "configuration-value",
        full(path),
        origin(parts),
        sentence,
        "Correct the value where it is given, or give another one in a higher place.");
  }

  private void missing(String path, List<String> parts) {
    var name = full(path);
    var fix =
        "Give it as "
            + name
            + " in "
            + main()
            + ", or as the environment variable "
            + Variables.of(scope.variablePrefix(), parts)
            + ", the system property "
            + Paths.child(scope.propertyPrefix(), path)
            + ", or the argument --set "
            + name
            + "=VALUE.";
    problems.problem("configuration-missing", name, "The value is required, and not given.", fix);
  }

  private String full(String path) {
    if (path.isEmpty()) {
      return scope.table().isEmpty() ? "configuration" : scope.table();
    }
    return scope.table().isEmpty() ? path : scope.table() + "." + path;
  }

  /// The place of the value, or of the innermost table around it.
  private Origin origin(List<String> parts) {
    Node node = tree;
    var origin = node.origin();
    for (var part : parts) {
      Node next = null;
      if (node instanceof Branch table) {
        next = table.get(part);
      } else if (node instanceof Node.Items items && Branch.isIndex(part)) {
        var index = Integer.parseInt(part);
        next = index < items.elements().size() ? items.elements().get(index) : null;
      }
      if (next == null) {
        return origin;
      }
      node = next;
      origin = node.origin();
    }
    return origin;
  }

  private static List<String> parts(String pointer) {
    var parts = new ArrayList<String>();
    if (!pointer.isEmpty()) {
      for (var part : pointer.substring(1).split("/", -1)) {
        parts.add(part.replace("~1", "/").replace("~0", "~"));
      }
    }
    return parts;
  }

  /// Replaces the value by what was made of it; by nothing if that was refused.
  void becomes(Object made) {
    value = problems.found().isEmpty() ? Optional.of(made) : Optional.empty();
  }

  /// Adds a problem of what is made of the value.
  void refuse(List<String> path, String message) {
    problems.problem(
        "configuration-value",
        full(Paths.join(path)),
        origin(path),
        message,
        "Correct the value where it is given, or give another one in a higher place.");
  }
}
