package dev.lodestar.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A variable in the URL of a server, such as `{region}`.
///
/// @param name what stands between the braces
/// @param standard its value if nobody chooses another
/// @param values what it may be; empty for anything
/// @param description what it means; empty for nothing
public record ServerVariable(
    String name, String standard, List<String> values, String description) {

  /// Creates a variable.
  ///
  /// @throws IllegalArgumentException if the standard value is not among the values
  public ServerVariable {
    values = List.copyOf(values);
    if (!values.isEmpty() && !values.contains(standard)) {
      throw new IllegalArgumentException(
          "The standard value \""
              + standard
              + "\" of the server variable \""
              + name
              + "\" is none of its values "
              + values
              + ".");
    }
  }

  /// Creates a variable.
  ///
  /// @param name what stands between the braces
  /// @param standard its value if nobody chooses another
  /// @param others what else it may be; if there is none, anything
  /// @return the variable
  public static ServerVariable of(String name, String standard, String... others) {
    var values = new ArrayList<String>();
    if (others.length > 0) {
      values.add(standard);
      values.addAll(List.of(others));
    }
    return new ServerVariable(name, standard, values, "");
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (!values.isEmpty()) {
      tree.put("enum", values);
    }
    tree.put("default", standard);
    if (!description.isEmpty()) {
      tree.put("description", description);
    }
    return tree;
  }

  /// Every variable of a URL is given once, and none that the URL has not.
  static void check(String url, ServerVariable... variables) {
    var left = new ArrayList<String>();
    for (var open = url.indexOf('{'); open >= 0; open = url.indexOf('{', open + 1)) {
      var close = url.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException(
            "The URL \"" + url + "\" has a '{' that is never closed.");
      }
      left.add(url.substring(open + 1, close));
    }
    for (var variable : variables) {
      if (!left.remove(variable.name())) {
        throw new IllegalArgumentException(
            "The URL \"" + url + "\" has no variable {" + variable.name() + "} to be given.");
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "The URL \""
              + url
              + "\" has the variable {"
              + left.getFirst()
              + "}, which is not given; add ServerVariable.of(\""
              + left.getFirst()
              + "\", …).");
    }
  }
}
