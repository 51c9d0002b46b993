package dev.lodestar.dev.proxy;

import dev.lodestar.http.Request;
import java.util.List;
import java.util.Locale;

/// Which names the port of the loop may be called by. A page on the Internet can let a name of its
/// own lead to this machine (DNS rebinding), and would be shown everything then, as a page of the
/// application: so names that anybody could have registered are answered only if they are listed.
/// Browsers always say by which name they have come.
///
/// @param listed further names; one that begins with `*.` stands for all below it
public record KnownHosts(List<String> listed) {

  /// Copies the list, in lower case.
  public KnownHosts {
    listed = listed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  boolean has(Request request) {
    return !request.hasHost() || has(request.host());
  }

  /// Names without dots and those that end in `localhost` or `test` belong to nobody (RFC 6761).
  private boolean has(String name) {
    return name.indexOf('.') < 0
        || isAddress(name)
        || name.endsWith(".localhost")
        || name.endsWith(".test")
        || listed.stream().anyMatch(known -> isMeant(known, name));
  }

  private static boolean isMeant(String known, String name) {
    return known.startsWith("*.") ? name.endsWith(known.substring(1)) : name.equals(known);
  }

  /// No top-level domain begins with a digit, so a name whose last part does is an address.
  private static boolean isAddress(String name) {
    if (name.startsWith("[")) {
      return true;
    }
    var last = name.substring(name.lastIndexOf('.') + 1);
    return !last.isEmpty() && last.charAt(0) >= '0' && last.charAt(0) <= '9';
  }
}
