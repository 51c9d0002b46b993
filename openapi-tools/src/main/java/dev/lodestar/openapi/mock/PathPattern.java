package dev.lodestar.openapi.mock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A path template of a document, which may have parameters inside of segments.
///
/// @param literals how many of its characters stand for themselves: the more, the better it matches
record PathPattern(Pattern pattern, java.util.List<String> names, int literals) {

  /// @param rest whether a parameter takes several segments
  static PathPattern of(String template, java.util.function.Predicate<String> rest) {
    var expression = new StringBuilder();
    var names = new java.util.ArrayList<String>();
    var literals = 0;
    var at = 0;
    while (at < template.length()) {
      var open = template.indexOf('{', at);
      var close = open < 0 ? -1 : template.indexOf('}', open);
      var end = close < 0 ? template.length() : open;
      expression.append(Pattern.quote(template.substring(at, end)));
      literals += end - at;
      if (close >= 0) {
        var name = template.substring(open + 1, close);
        names.add(name);
        expression.append(rest.test(name) ? "(.+)" : "([^/]+)");
      }
      at = close < 0 ? template.length() : close + 1;
    }
    return new PathPattern(Pattern.compile(expression.toString()), names, literals);
  }

  /// The parameters of a path; empty if it does not match.
  Optional<Map<String, String>> match(String path) {
    var matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < names.size(); i++) {
      values.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }
}
