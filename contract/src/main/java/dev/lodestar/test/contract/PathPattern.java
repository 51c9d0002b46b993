package dev.lodestar.test.contract;

import dev.lodestar.http.MalformedEncodingException;
import dev.lodestar.http.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A path template, of a document or of an application, segment by segment.
final class PathPattern {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)\\}");

  private final List<Pattern> segments = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final boolean takesTheRest;
  private final String shape;
  private final int literals;

  /// @param template such as `/widgets/{sku}`; in those of applications, `{name:path}` takes all
  ///   remaining segments
  PathPattern(String template) {
    for (var segment : segmentsOf(template)) {
      segments.add(pattern(segment));
    }
    PARAMETER.matcher(template).results().forEach(name -> names.add(name.group(1)));
    takesTheRest = !names.isEmpty() && names.getLast().endsWith(":path");
    shape = PARAMETER.matcher("/" + String.join("/", segmentsOf(template))).replaceAll("{}");
    literals = shape.replace("{}", "").length();
  }

  private static Pattern pattern(String segment) {
    var pattern = new StringBuilder();
    var matcher = PARAMETER.matcher(segment);
    var end = 0;
    while (matcher.find()) {
      pattern.append(Pattern.quote(segment.substring(end, matcher.start()))).append("(.+)");
      end = matcher.end();
    }
    return Pattern.compile(
        pattern.append(Pattern.quote(segment.substring(end))).toString(), Pattern.DOTALL);
  }

  /// The template without the names and forms of its parameters: what two that mean the same path
  /// have in common.
  String shape() {
    return shape;
  }

  /// How much of the template is literal text.
  int literals() {
    return literals;
  }

  /// The names of the parameters, in their order.
  List<String> names() {
    return names;
  }

  /// The values of the parameters in a path; nothing if the path does not fit.
  ///
  /// @param path percent-encoded
  Optional<List<String>> match(String path) {
    var given = segmentsOf(path);
    if (takesTheRest && given.size() > segments.size()) {
      var last = segments.size() - 1;
      var rest = String.join("/", given.subList(last, given.size()));
      given = new ArrayList<>(given.subList(0, last));
      given.add(rest);
    }
    if (given.size() != segments.size()) {
      return Optional.empty();
    }
    var values = new ArrayList<String>();
    for (var i = 0; i < given.size(); i++) {
      var matcher = segments.get(i).matcher(decoded(given.get(i)));
      if (!matcher.matches()) {
        return Optional.empty();
      }
      for (var group = 1; group <= matcher.groupCount(); group++) {
        values.add(matcher.group(group));
      }
    }
    return Optional.of(values);
  }

  /// A slash at the end means nothing.
  private static List<String> segmentsOf(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
      segments.add(segment);
    }
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }

  private static String decoded(String text) {
    try {
      return PercentEncoding.decode(text);
    } catch (MalformedEncodingException malformed) {
      return text;
    }
  }
}
