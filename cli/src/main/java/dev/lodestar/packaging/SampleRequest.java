package dev.lodestar.packaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that an application is trained with. As text, in a file of them:
///
/// ```text
/// # What stands behind a # is a comment.
/// GET /widgets?limit=10
///
/// POST /widgets
///   Content-Type: application/json
///   > {"sku": "x-1"}
/// ```
///
/// @param method the request method
/// @param target path and query
/// @param headers header fields
/// @param body the body, in UTF-8; empty for none
public record SampleRequest(
    String method, String target, Map<String, String> headers, String body) {

  /// Keeps the fields in their order.
  public SampleRequest {
    headers = new LinkedHashMap<>(headers);
  }

  /// A request without fields and body.
  public static SampleRequest of(String method, String target) {
    return new SampleRequest(method, target, Map.of(), "");
  }

  /// Whether it may be sent many times: it changes nothing, as HTTP says.
  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /// Reads a file of requests.
  ///
  /// @throws PackagingException if a line is malformed; the message has its number
  public static List<SampleRequest> parse(List<String> lines) throws PackagingException {
    var requests = new ArrayList<SampleRequest>();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        if (requests.isEmpty()) {
          throw malformed(i, line, "a line that begins with a space belongs to a request above it");
        }
        requests.add(requests.removeLast().with(text, i));
      } else {
        requests.add(first(text, i));
      }
    }
    return List.copyOf(requests);
  }

  private static SampleRequest first(String line, int index) throws PackagingException {
    var space = line.indexOf(' ');
    var target = space < 0 ? line : line.substring(space + 1).strip();
    if (!target.startsWith("/") || target.indexOf(' ') >= 0) {
      throw malformed(index, line, "a request is a method and a path, such as 'GET /widgets'");
    }
    return of(space < 0 ? "GET" : line.substring(0, space), target);
  }

  private SampleRequest with(String line, int index) throws PackagingException {
    if (line.startsWith(">")) {
      var more = line.substring(1).strip();
      return new SampleRequest(method, target, headers, body.isEmpty() ? more : body + "\n" + more);
    }
    var colon = line.indexOf(':');
    if (colon <= 0) {
      throw malformed(
          index,
          line,
          "below a request stand 'Name: value' of header fields and '> ' with the body");
    }
    var all = new LinkedHashMap<>(headers);
    all.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    return new SampleRequest(method, target, all, body);
  }

  private static PackagingException malformed(int index, String line, String rule) {
    return new PackagingException(
        "Line " + (index + 1) + " of the requests is '" + line + "', but " + rule + ".");
  }

  /// Writes it as it is read.
  String text() {
    var text = new StringBuilder(method).append(' ').append(target).append('\n');
    headers.forEach(
        (name, value) -> text.append("  ").append(name).append(": ").append(value).append('\n'));
    if (!body.isEmpty()) {
      for (var line : body.lines().toList()) {
        text.append("  > ").append(line).append('\n');
      }
    }
    return text.toString();
  }
}
