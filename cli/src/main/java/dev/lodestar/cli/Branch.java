package dev.lodestar.cli;

import dev.lodestar.RouteInfo;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A place in the tree of paths: the routes that end here, and what lies below.
final class Branch {
  private final List<RouteInfo> routes = new ArrayList<>();
  private final Map<String, Branch> below = new LinkedHashMap<>();

  static Branch of(List<RouteInfo> routes) {
    var root = new Branch();
    for (var route : routes) {
      var at = root;
      for (var segment : route.path().substring(1).split("/", -1)) {
        if (!segment.isEmpty()) {
          at = at.below.computeIfAbsent(segment, _ -> new Branch());
        }
      }
      at.routes.add(route);
    }
    return root;
  }

  void print(PrintStream out) {
    var rows = new ArrayList<List<String>>();
    add("/", "", rows);
    Columns.print(out, rows);
  }

  private void add(String label, String indent, List<List<String>> rows) {
    if (routes.isEmpty()) {
      rows.add(List.of(label));
    }
    var shown = label;
    for (var route : routes) {
      rows.add(
          List.of(shown, RoutesCommand.verb(route), route.handler(), route.location().orElse("")));
      shown = below.isEmpty() ? indent : indent + "│";
    }
    var left = below.size();
    for (var entry : below.entrySet()) {
      left--;
      entry
          .getValue()
          .add(
              indent + (left == 0 ? "└─ " : "├─ ") + entry.getKey(),
              indent + (left == 0 ? "   " : "│  "),
              rows);
    }
  }
}
