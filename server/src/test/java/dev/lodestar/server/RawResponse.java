package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response as it came.
///
/// @param lines status line and header lines
/// @param bytes the body without framing
record RawResponse(List<String> lines, byte[] bytes) {

  int status() {
    return Integer.parseInt(lines.getFirst().substring(9, 12));
  }

  String body() {
    return new String(bytes, UTF_8);
  }

  /// The value of the only header of a name, `null` if there is none.
  @Nullable String header(String name) {
    var found =
        lines.stream()
            .skip(1)
            .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .map(line -> line.substring(name.length() + 1).strip())
            .toList();
    if (found.size() > 1) {
      throw new AssertionError("The header " + name + " came more than once: " + lines);
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  RawResponse withBody(byte[] body) {
    return new RawResponse(lines, body);
  }
}
