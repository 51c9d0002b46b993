package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares documents: their operations, in both directions, and what counts for all of them.
final class DocumentComparison {
  private final ApiDocument before;
  private final ApiDocument after;
  private final List<ApiChange> changes;

  DocumentComparison(ApiDocument before, ApiDocument after, List<ApiChange> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    var schemas = new SchemaComparison(before, after, changes);
    compare(
        before.operations(),
        after.operations(),
        new OperationComparison(before, after, schemas, changes, false));
    compare(
        before.webhooks(),
        after.webhooks(),
        new OperationComparison(before, after, schemas, changes, true));
    schemas.compareComponents();
    compareServers();
    compareSchemes();
    compareProse();
  }

  private static void compare(
      List<ApiOperation> before, List<ApiOperation> after, OperationComparison comparison) {
    var newer = byAddress(after);
    byAddress(before)
        .forEach((address, operation) -> {
          var match = newer.remove(address);
          if (match == null) {
            comparison.removed(operation);
          } else {
            comparison.compare(operation, match);
          }
        });
    newer.values().forEach(comparison::added);
  }

  /// The names of path parameters are no part of an address.
  private static Map<String, ApiOperation> byAddress(List<ApiOperation> operations) {
    var byAddress = new LinkedHashMap<String, ApiOperation>();
    for (var operation : operations) {
      byAddress.put(operation.method() + ' ' + shape(operation.path()), operation);
    }
    return byAddress;
  }

  static String shape(String path) {
    var shape = new StringBuilder();
    var inside = false;
    for (var i = 0; i < path.length(); i++) {
      var character = path.charAt(i);
      inside = character == '{' || (inside && character != '}');
      if (!inside || character == '{') {
        shape.append(character);
      }
    }
    return shape.toString();
  }

  private void compareServers() {
    var spot = new Spot(changes, "document", "servers", Direction.REQUEST);
    var older = urls(before);
    var newer = urls(after);
    older.stream()
        .filter(url -> !newer.contains(url))
        .forEach(url -> spot.breaking("The server '" + url + "' is gone."));
    newer.stream()
        .filter(url -> !older.contains(url))
        .forEach(url -> spot.compatible("The server '" + url + "' is new."));
  }

  private static List<String> urls(ApiDocument document) {
    var urls = new ArrayList<String>();
    document.root().get("servers").items().forEach(each -> urls.add(each.get("url").text("")));
    return urls.isEmpty() ? List.of("/") : urls;
  }

  private void compareSchemes() {
    var newer = schemes(after);
    schemes(before)
        .forEach((name, scheme) -> {
          var match = newer.get(name);
          var spot =
              new Spot(changes, "document", "security scheme '" + name + "'", Direction.REQUEST);
          if (match == null) {
            spot.compatible("It is gone; operations that needed it are told on their own.");
          } else if (!told(scheme).equals(told(match))) {
            spot.breaking("Clients have to identify themselves in another way.");
          }
        });
  }

  private static Map<String, Node> schemes(ApiDocument document) {
    var schemes = new LinkedHashMap<String, Node>();
    document
        .root()
        .get("components")
        .get("securitySchemes")
        .fields()
        .forEach((name, node) -> schemes.put(name, document.resolve(node)));
    return schemes;
  }

  private static List<Node> told(Node scheme) {
    return List.of(
        scheme.get("type"),
        scheme.get("scheme"),
        scheme.get("in"),
        scheme.get("name"),
        scheme.get("flows"),
        scheme.get("openIdConnectUrl"));
  }

  private void compareProse() {
    var spot = new Spot(changes, "document", "", Direction.REQUEST);
    if (!before.root().get("info").equals(after.root().get("info"))) {
      spot.prose("The title, version or description is another one.");
    }
    if (!before.root().get("tags").equals(after.root().get("tags"))) {
      spot.prose("The descriptions of tags are others.");
    }
  }
}
