package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Node.Form;
import dev.lodestar.configuration.Node.Items;
import dev.lodestar.configuration.Node.Leaf;
import dev.lodestar.configuration.Origin.Source;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.EnumModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.RawModel;
import dev.lodestar.model.TypeModel.SimpleKind;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.UnionModel;
import dev.lodestar.secret.Secret;
import dev.lodestar.suggest.Suggestions;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a configuration as the JSON document that its type reads: from there on, types,
/// constraints and problems are those of every other document. What only configuration knows
/// happens here: texts that may be numbers, lists with commas, secrets in files, unknown keys.
final class Rendering {
  private final Path directory;
  private final Problems problems;
  private final StringBuilder json = new StringBuilder();

  /// Tables that are made of nothing, for a type that contains itself.
  private final Set<ObjectModel> empty = Collections.newSetFromMap(new IdentityHashMap<>());

  private Rendering(Path directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  /// Renders a table.
  ///
  /// @param directory what the files of secrets in it are relative to
  static byte[] render(TypeModel model, Node node, String path, Path directory, Problems problems) {
    var rendering = new Rendering(directory, problems);
    rendering.value(model, node, path);
    return rendering.json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(TypeModel model, Node node, String path) {
    switch (model) {
      case OptionalModel optional -> value(optional.value().model(), node, path);
      case MappedModel mapped -> value(mapped.target().model(), node, path);
      case ObjectModel object -> object(object, node, path, null);
      case UnionModel union -> union(union, node, path);
      case MapModel map -> map(map, node, path);
      case ListModel list -> list(list, node, path);
      case SimpleModel simple -> simple(simple, node, path);
      case EnumModel constants -> constant(constants, node);
      case BinaryModel binary -> other(node);
      case AnyModel any -> any(node);
      case RawModel raw -> any(node);
    }
  }

  // Tables

  private void object(ObjectModel model, Node node, String path, @Nullable String tag) {
    if (!(opened(node, '{', path) instanceof Branch table)) {
      other(node);
      return;
    }
    json.append('{');
    var first = true;
    for (var key : table.entries().keySet()) {
      var value = table.entries().get(key);
      var field = field(model, key);
      var isTag = key.equals(tag);
      if (field == null && !isTag) {
        unknown(model, table, key, path, tag);
        continue;
      }
      name(key, first);
      first = false;
      if (field == null) {
        any(value);
      } else {
        value(field.use().model(), value, Paths.child(path, key));
      }
    }
    for (var field : model.fields()) {
      var inner = madeOfNothing(field, table);
      if (inner != null) {
        name(field.name(), first);
        first = false;
        value(inner, new Branch(table.origin()), Paths.child(path, field.name()));
        if (inner instanceof ObjectModel object) {
          empty.remove(object);
        }
      }
    }
    json.append('}');
  }

  /// A required table or map that nobody has given is made of nothing, so that its own defaults
  /// count, and what is missing in it is told one by one.
  private @Nullable TypeModel madeOfNothing(FieldModel field, Branch table) {
    if (!field.decoded() || !field.use().required() || isGiven(field, table)) {
      return null;
    }
    var model = field.use().model();
    if (model instanceof ObjectModel object) {
      return empty.add(object) ? object : null;
    }
    return model instanceof MapModel ? model : null;
  }

  private static boolean isGiven(FieldModel field, Branch table) {
    for (var alias : field.aliases()) {
      if (table.get(alias) != null) {
        return true;
      }
    }
    return table.get(field.name()) != null;
  }

  static @Nullable FieldModel field(ObjectModel model, String key) {
    for (var field : model.fields()) {
      if (field.decoded() && (field.name().equals(key) || field.aliases().contains(key))) {
        return field;
      }
    }
    return null;
  }

  private void unknown(
      ObjectModel model, Branch table, String key, String path, @Nullable String tag) {
    var known = new ArrayList<String>();
    for (var field : model.fields()) {
      if (field.decoded()) {
        known.add(field.name());
      }
    }
    if (tag != null) {
      known.add(tag);
    }
    unknown(problems, Paths.child(path, key), key, table.placeOf(key), known);
  }

  /// Tells a key that nothing reads. Of system properties, whose names are everybody's, only
  /// [Configuration#warnings()] tells.
  static void unknown(
      Problems problems, String path, String key, Origin origin, List<String> known) {
    if (origin.source() == Source.PROPERTY) {
      return;
    }
    var meant = Suggestions.closest(key, known);
    problems.problem(
        "configuration-unknown",
        path,
        origin,
        "Nothing reads a value of this name.",
        meant.isPresent()
            ? "Did you mean '" + meant.get() + "'?"
            : known.isEmpty() ? "Remove it." : "Known are: " + String.join(", ", known) + ".");
  }

  private void map(MapModel model, Node node, String path) {
    if (!(opened(node, '{', path) instanceof Branch table)) {
      other(node);
      return;
    }
    json.append('{');
    var first = true;
    for (var key : table.entries().keySet()) {
      name(key, first);
      first = false;
      value(model.value().model(), table.entries().get(key), Paths.child(path, key));
    }
    json.append('}');
  }

  private void union(UnionModel model, Node node, String path) {
    var tag = model.tag().orElse(null);
    var opened = opened(node, '{', path);
    if (tag != null && opened instanceof Branch table && table.get(tag) instanceof Leaf chosen) {
      for (var variant : model.variants()) {
        if (variant.name().equals(chosen.text()) && variant.model() instanceof ObjectModel object) {
          object(object, table, path, tag);
          return;
        }
      }
    }
    any(opened);
  }

  // Lists

  private void list(ListModel model, Node node, String path) {
    var opened = opened(node, '[', path);
    if (opened instanceof Leaf leaf && leaf.form() == Form.OPEN) {
      opened = separated(leaf);
    }
    if (opened instanceof Branch table) {
      opened = indexed(table, path);
    }
    if (!(opened instanceof Items items)) {
      other(opened);
      return;
    }
    json.append('[');
    for (var i = 0; i < items.elements().size(); i++) {
      if (i > 0) {
        json.append(',');
      }
      value(model.element().model(), items.elements().get(i), path + "[" + i + "]");
    }
    json.append(']');
  }

  /// The parts of a text between its commas.
  private static Items separated(Leaf leaf) {
    var elements = new ArrayList<Node>();
    if (!leaf.text().isBlank()) {
      for (var part : leaf.text().split(",", -1)) {
        elements.add(new Leaf(Form.OPEN, part.strip(), leaf.origin()));
      }
    }
    return new Items(elements, leaf.origin());
  }

  /// A table whose keys are the indexes of a list, as that list.
  private Node indexed(Branch table, String path) {
    if (!table.isIndexed()) {
      return table;
    }
    var elements = new ArrayList<Node>();
    for (var i = 0; i < table.entries().size(); i++) {
      var element = table.get(Integer.toString(i));
      if (element == null) {
        var key = table.entries().keySet().iterator().next();
        problems.problem(
            "configuration-value",
            path,
            table.placeOf(key),
            "Elements of the list are given by their numbers, but number " + i + " is not.",
            "Number them from 0 without a gap.");
        break;
      }
      elements.add(element);
    }
    return new Items(elements, table.origin());
  }

  /// What the text of a variable, property or argument stands for if it begins like a list or
  /// table.
  private Node opened(Node node, char bracket, String path) {
    return node instanceof Leaf leaf
            && leaf.form() == Form.OPEN
            && leaf.text().stripLeading().indexOf(bracket) == 0
        ? ConfigurationFile.value(path, leaf, problems)
        : node;
  }

  // Values without parts

  private void simple(SimpleModel model, Node node, String path) {
    if (model.rawClass() == Secret.class) {
      secret(node, path);
      return;
    }
    if (!(node instanceof Leaf leaf)) {
      other(node);
      return;
    }
    var text = leaf.text();
    if (model.kind() == SimpleKind.TEXT) {
      if (leaf.form() == Form.NUMBER || leaf.form() == Form.BOOLEAN) {
        bare(text);
      } else {
        text(model.rawClass() == Duration.class ? ShortDuration.iso(text) : text);
      }
    } else if (leaf.form() == Form.TEXT || leaf.form() == Form.TIME) {
      text(text);
    } else if (model.kind() == SimpleKind.BOOLEAN && leaf.form() == Form.OPEN) {
      bool(text.strip());
    } else {
      bare(text.strip());
    }
  }

  private void bool(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1" -> json.append("true");
      case "false", "off", "0" -> json.append("false");
      default -> text(text);
    }
  }

  /// A number or boolean; a text if it is none, so that the type refuses it.
  private void bare(String text) {
    if (text.equals("true") || text.equals("false") || isNumber(text)) {
      json.append(text);
    } else {
      text(text);
    }
  }

  private void constant(EnumModel model, Node node) {
    if (!(node instanceof Leaf leaf)) {
      other(node);
      return;
    }
    if (model.isNumeric()) {
      bare(leaf.text().strip());
      return;
    }
    var words = model.words();
    if (!words.contains(leaf.text())) {
      for (var word : words) {
        if (isSameWord(word, leaf.text().strip())) {
          text(word);
          return;
        }
      }
    }
    text(leaf.text());
  }

  /// Whether two words are the same but for upper and lower case, and `-` instead of `_`.
  private static boolean isSameWord(String word, String text) {
    return word.replace('_', '-').equalsIgnoreCase(text.replace('_', '-'));
  }

  /// A text as it is; or `{file = "…"}`.
  private void secret(Node node, String path) {
    if (node instanceof Leaf leaf) {
      text(leaf.text());
      return;
    }
    if (!(node instanceof Branch table)
        || table.entries().size() != 1
        || !(table.get("file") instanceof Leaf name)) {
      other(node);
      return;
    }
    try {
      var file = directory.resolve(name.text());
      FileText.read(file, name.text(), problems)
          .ifPresentOrElse(content -> text(withoutLineEnd(content)), () -> text(""));
    } catch (InvalidPathException invalid) {
      problems.problem(
          "configuration-file", path, name.origin(), "This is no path.", "Name a file.");
      text("");
    }
  }

  /// Files of secrets mostly end with a line feed that does not belong to them.
  static String withoutLineEnd(String content) {
    var end = content.length() - (content.endsWith("\n") ? 1 : 0);
    return content.substring(0, end > 0 && content.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /// A value that its type may not fit, so that the type tells.
  private void other(Node node) {
    switch (node) {
      case Leaf leaf when leaf.form() == Form.NUMBER || leaf.form() == Form.BOOLEAN ->
          bare(leaf.text());
      case Leaf leaf -> text(leaf.text());
      case Items items -> json.append("[]");
      case Branch table -> json.append("{}");
    }
  }

  private void any(Node node) {
    switch (node) {
      case Leaf leaf when leaf.form() == Form.TEXT || leaf.form() == Form.TIME -> text(leaf.text());
      case Leaf leaf -> bare(leaf.text());
      case Items items -> {
        json.append('[');
        for (var i = 0; i < items.elements().size(); i++) {
          json.append(i == 0 ? "" : ",");
          any(items.elements().get(i));
        }
        json.append(']');
      }
      case Branch table -> {
        json.append('{');
        var first = true;
        for (var key : table.entries().keySet()) {
          name(key, first);
          first = false;
          any(table.entries().get(key));
        }
        json.append('}');
      }
    }
  }

  private void name(String key, boolean first) {
    if (!first) {
      json.append(',');
    }
    text(key);
    json.append(':');
  }

  private void text(String text) {
    json.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /// Whether a text is a number in JSON.
  private static boolean isNumber(String text) {
    var at = text.startsWith("-") ? 1 : 0;
    var whole = digits(text, at);
    if (whole == at || (text.charAt(at) == '0' && whole > at + 1)) {
      return false;
    }
    at = whole;
    if (at < text.length() && text.charAt(at) == '.') {
      var fraction = digits(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      var sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1;
      var exponent = digits(text, at + sign);
      if (exponent == at + sign) {
        return false;
      }
      at = exponent;
    }
    return at == text.length();
  }

  private static int digits(String text, int from) {
    var at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /// The values of a list in their order, for whoever shows them.
  static List<Node> elements(Node node) {
    return node instanceof Items items
        ? items.elements()
        : node instanceof Branch table && table.isIndexed()
            ? List.copyOf(table.entries().values())
            : List.of();
  }
}
