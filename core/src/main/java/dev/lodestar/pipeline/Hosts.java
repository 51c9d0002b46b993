package dev.lodestar.pipeline;

import dev.lodestar.http.Request;
import dev.lodestar.route.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The route tables of hosts: those of whole names, and those of every name below a domain, longest
/// domain first. Immutable and thread-safe.
final class Hosts {
  private final Map<String, RouteTable<RouteTarget>> byName = new LinkedHashMap<>();
  private final List<Below> below = new ArrayList<>();

  private record Below(String suffix, RouteTable<RouteTarget> table) {}

  /// Creates the tables.
  ///
  /// @param tables by host, in lower case: a name, or `*.` and a domain
  Hosts(Map<String, RouteTable<RouteTarget>> tables) {
    for (var entry : tables.entrySet()) {
      var host = entry.getKey();
      if (host.startsWith("*.")) {
        below.add(new Below(host.substring(1), entry.getValue()));
      } else {
        byName.put(host, entry.getValue());
      }
    }
    if (below.size() > 1) {
      below.sort((one, other) -> other.suffix().length() - one.suffix().length());
    }
  }

  boolean isEmpty() {
    return byName.isEmpty() && below.isEmpty();
  }

  /// The table of the host that a request names.
  Optional<RouteTable<RouteTarget>> of(Request request) {
    if (!request.hasHost()) {
      return Optional.empty();
    }
    var host = request.host();
    var named = byName.get(host);
    if (named != null) {
      return Optional.of(named);
    }
    for (var domain : below) {
      if (isBelow(host, domain.suffix())) {
        return Optional.of(domain.table());
      }
    }
    return Optional.empty();
  }

  /// A name below a domain has one more part at least, and no part is empty.
  private static boolean isBelow(String host, String suffix) {
    return host.length() > suffix.length()
        && host.endsWith(suffix)
        && host.charAt(0) != '.'
        && !host.contains("..");
  }

  List<RouteTable<RouteTarget>> all() {
    var all = new ArrayList<>(byName.values());
    for (var domain : below) {
      all.add(domain.table());
    }
    return all;
  }
}
