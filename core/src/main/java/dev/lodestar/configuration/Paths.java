package dev.lodestar.configuration;

import dev.lodestar.configuration.Node.Branch;
import dev.lodestar.configuration.Node.Form;
import dev.lodestar.configuration.Node.Leaf;
import dev.lodestar.toml.TomlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names of values with their tables: `shop.database.url`. A part in double quotes may contain
/// dots; an element of a list is a number, `servers.0.host` or `servers[0].host`.
final class Paths {
  private Paths() {}

  /// Splits a name.
  ///
  /// @return its parts; null if it is none
  static @Nullable List<String> split(String name) {
    var parts = new ArrayList<String>();
    var at = 0;
    while (true) {
      if (at < name.length() && name.charAt(at) == '"') {
        var end = name.indexOf('"', at + 1);
        if (end < 0) {
          return null;
        }
        parts.add(name.substring(at + 1, end));
        at = end + 1;
      } else {
        var end = at;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
          end++;
        }
        if (end == at) {
          return null;
        }
        parts.add(name.substring(at, end));
        at = end;
      }
      while (at < name.length() && name.charAt(at) == '[') {
        var end = name.indexOf(']', at);
        if (end < 0 || !Branch.isIndex(name.substring(at + 1, end))) {
          return null;
        }
        parts.add(name.substring(at + 1, end));
        at = end + 1;
      }
      if (at == name.length()) {
        return parts.size() > TomlReader.MAX_DEPTH ? null : parts;
      }
      if (name.charAt(at++) != '.') {
        return null;
      }
    }
  }

  /// Joins the parts of a name.
  static String join(List<String> parts) {
    var name = "";
    for (var part : parts) {
      name = child(name, part);
    }
    return name;
  }

  /// The name of what is in a table.
  static String child(String table, String key) {
    var plain = !key.isEmpty();
    for (var i = 0; i < key.length(); i++) {
      var c = key.charAt(i);
      plain &= c != '.' && c != '[' && c != '"' && c > ' ';
    }
    var shown = plain ? key : '"' + key + '"';
    return table.isEmpty() ? shown : table + "." + shown;
  }

  /// Puts the text of a property or argument into a tree.
  static void put(Branch root, String name, String text, Origin origin, Problems problems) {
    var parts = split(name);
    if (parts == null) {
      problems.problem(
          "configuration-name",
          name.isBlank() ? "(blank)" : name,
          origin,
          "This is no name of a value.",
          "Write the names of its tables and its own with dots between them, such as"
              + " server.port; a part with a dot stands in double quotes.");
      return;
    }
    put(root, parts, new Leaf(Form.OPEN, text, origin), problems);
  }

  static void put(Branch root, List<String> path, Leaf leaf, Problems problems) {
    var branch = root;
    for (var part : path.subList(0, path.size() - 1)) {
      var known = branch.get(part);
      if (known == null) {
        var made = new Branch(leaf.origin());
        branch.put(part, made, leaf.origin());
        branch = made;
      } else if (known instanceof Branch inner) {
        branch = inner;
      } else {
        clash(path, leaf, known.origin(), problems);
        return;
      }
    }
    var last = path.getLast();
    var known = branch.get(last);
    if (known != null) {
      clash(path, leaf, known.origin(), problems);
    } else {
      branch.put(last, leaf, leaf.origin());
    }
  }

  private static void clash(List<String> path, Leaf leaf, Origin other, Problems problems) {
    problems.problem(
        "configuration-duplicate",
        join(path),
        leaf.origin(),
        "The value, or one that it is a part of or has as a part, is given before: " + other + ".",
        "Keep one of them.");
  }
}
