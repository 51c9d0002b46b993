package dev.lodestar.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.http.MalformedEncodingException;
import dev.lodestar.http.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The path of a request as names of folders and a file, none of which leads anywhere but down.
///
/// @param names the names, decoded once; empty for the root
/// @param endsInSlash whether a folder was asked for
record RequestedPath(List<String> names, boolean endsInSlash) {
  /// The most characters of a path; a longer one is not there.
  static final int MAX_LENGTH = 2_000;

  /// The most bytes of a name, as on most file systems; a longer one is not there.
  static final int MAX_NAME_LENGTH = 255;

  /// Returns nothing if there cannot be a file of that path.
  ///
  /// @param raw the path as it came
  static Optional<RequestedPath> of(String raw) {
    if (!raw.startsWith("/") || raw.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var names = new ArrayList<String>(4);
    var from = 1;
    while (from < raw.length()) {
      var slash = raw.indexOf('/', from);
      var to = slash < 0 ? raw.length() : slash;
      var name = decoded(raw, from, to);
      if (name.isEmpty() || !isName(name.get())) {
        return Optional.empty();
      }
      names.add(name.get());
      from = to + 1;
    }
    return Optional.of(new RequestedPath(List.copyOf(names), raw.endsWith("/")));
  }

  private static Optional<String> decoded(String raw, int from, int to) {
    try {
      return Optional.of(PercentEncoding.decode(raw, from, to, false));
    } catch (MalformedEncodingException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return false;
    }
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c)) {
        return false;
      }
    }
    return name.length() <= MAX_NAME_LENGTH && name.getBytes(UTF_8).length <= MAX_NAME_LENGTH;
  }

  /// Whether a name starts with a dot; `.well-known` at the root (RFC 8615) does not count.
  static boolean isHidden(List<String> names) {
    for (var i = 0; i < names.size(); i++) {
      if (names.get(i).startsWith(".") && !(i == 0 && names.get(i).equals(".well-known"))) {
        return true;
      }
    }
    return false;
  }

  boolean isHidden() {
    return isHidden(names);
  }

  /// Whether the last name has an extension, as those of scripts and pictures do.
  boolean looksLikeFile() {
    return !endsInSlash && !names.isEmpty() && names.getLast().indexOf('.') >= 0;
  }

  boolean isBelow(List<String> prefix) {
    return names.size() >= prefix.size() && names.subList(0, prefix.size()).equals(prefix);
  }
}
