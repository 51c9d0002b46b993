package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Compares schemas. A component that both documents have is compared once for each direction, and
/// its changes are told under its name.
final class SchemaComparison {
  private static final int DEEPEST = 30;

  /// How many schemas are compared below one place of an operation, or below one component.
  private static final int MOST_SCHEMAS = 20_000;

  private record Pair(String older, String newer, Direction direction) {}

  private final ApiDocument before;
  private final ApiDocument after;
  private final List<ApiChange> changes;
  private final Set<Pair> seen = new HashSet<>();
  private final Queue<Pair> open = new ArrayDeque<>();
  private int schemas;

  SchemaComparison(ApiDocument before, ApiDocument after, List<ApiChange> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  /// Compares the components that were met, and those that are met on the way.
  void compareComponents() {
    for (var pair = open.poll(); pair != null; pair = open.poll()) {
      var where = pair.newer() + " " + pair.direction().words();
      var older = before.schemas().getOrDefault(pair.older(), Node.NONE);
      var newer = after.schemas().getOrDefault(pair.newer(), Node.NONE);
      schemas = 0;
      compareShapes(older, newer, new Spot(changes, where, "", pair.direction()), 0);
    }
  }

  void compare(Node older, Node newer, Spot spot) {
    schemas = 0;
    compare(older, newer, spot, 0);
  }

  private void compare(Node older, Node newer, Spot spot, int depth) {
    var olderName = before.component(older);
    var newerName = after.component(newer);
    if (olderName.isPresent() && newerName.isPresent()) {
      met(olderName.get(), newerName.get(), spot.direction());
    } else if (depth < DEEPEST) {
      compareShapes(older, newer, spot, depth);
    }
  }

  private void met(String older, String newer, Direction direction) {
    var pair = new Pair(older, newer, direction);
    if (seen.add(pair)) {
      open.add(pair);
    }
  }

  private void compareShapes(Node older, Node newer, Spot spot, int depth) {
    if (++schemas >= MOST_SCHEMAS) {
      if (schemas == MOST_SCHEMAS) {
        spot.breaking("There are too many schemas in schemas to compare them all.");
      }
      return;
    }
    compareProse(older, newer, spot);
    if (!older.isPresent() && !newer.isPresent()) {
      return;
    }
    var olderShapes = byKey(Shape.of(before, older));
    var newerShapes = byKey(Shape.of(after, newer));
    pairLeftOver(olderShapes, newerShapes);
    olderShapes.forEach((key, shape) -> {
      var match = newerShapes.remove(key);
      if (match != null) {
        compare(shape, match, spot, depth);
      } else if (shape.kind().equals("null")) {
        spot.narrower("Null is no longer allowed.");
      } else if (shape.kind().equals("any")) {
        spot.narrower("It can no longer be anything.");
      } else {
        spot.narrower("It can no longer be " + shape.told() + ".");
      }
    });
    newerShapes
        .values()
        .forEach(shape ->
            spot.wider(
                shape.kind().equals("null")
                    ? "Null is allowed now."
                    : shape.kind().equals("any")
                        ? "It can be anything now."
                        : "It can be " + shape.told() + " now."));
  }

  private static Map<String, Shape> byKey(List<Shape> shapes) {
    var byKey = new LinkedHashMap<String, Shape>();
    for (var shape : shapes) {
      var key = shape.key();
      for (var i = 2; byKey.putIfAbsent(key, shape) != null; i++) {
        key = shape.key() + ' ' + i;
      }
    }
    return byKey;
  }

  /// An object that got a name, or another one, is the same object still.
  private static void pairLeftOver(Map<String, Shape> older, Map<String, Shape> newer) {
    var goneKeys = older.keySet().stream().filter(key -> !newer.containsKey(key)).toList();
    var newKeys = newer.keySet().stream().filter(key -> !older.containsKey(key)).toList();
    if (goneKeys.size() != 1 || newKeys.size() != 1) {
      return;
    }
    var gone = older.get(goneKeys.getFirst());
    var added = newer.get(newKeys.getFirst());
    if (gone != null && added != null && gone.kind().equals(added.kind())) {
      newer.remove(newKeys.getFirst());
      newer.put(goneKeys.getFirst(), added);
    }
  }

  private void compare(Shape older, Shape newer, Spot spot, int depth) {
    if (older.component().isPresent() && newer.component().isPresent()) {
      met(older.component().get(), newer.component().get(), spot.direction());
      return;
    }
    if (!older.kind().equals(newer.kind())) {
      if (older.kind().equals("integer")) {
        spot.wider("It is any number instead of an integer.");
      } else if (newer.kind().equals("integer")) {
        spot.narrower("It is an integer instead of any number.");
      } else {
        spot.breaking("Its type is " + newer.kind() + " instead of " + older.kind() + ".");
      }
    }
    Constraints.compare(older.schema(), newer.schema(), spot);
    compareItems(older.schema(), newer.schema(), spot, depth);
    compareProperties(older.schema(), newer.schema(), spot, depth);
    compareOthers(older.schema(), newer.schema(), spot, depth);
  }

  private void compareItems(Node older, Node newer, Spot spot, int depth) {
    if (older.get("items").isPresent() || newer.get("items").isPresent()) {
      compare(
          orAnything(older.get("items")),
          orAnything(newer.get("items")),
          spot.inside("[]"),
          depth + 1);
    }
    var olderFirst = older.get("prefixItems").items();
    var newerFirst = newer.get("prefixItems").items();
    for (var i = 0; i < Math.max(olderFirst.size(), newerFirst.size()); i++) {
      compare(
          i < olderFirst.size() ? olderFirst.get(i) : orAnything(older.get("items")),
          i < newerFirst.size() ? newerFirst.get(i) : orAnything(newer.get("items")),
          spot.inside("[" + i + "]"),
          depth + 1);
    }
  }

  private static Node orAnything(Node schema) {
    return schema.isPresent() ? schema : Node.of(Map.of());
  }

  private void compareProperties(Node older, Node newer, Spot spot, int depth) {
    var olderFields = older.get("properties").fields();
    var newerFields = newer.get("properties").fields();
    var olderRequired = Set.copyOf(older.get("required").texts());
    var newerRequired = Set.copyOf(newer.get("required").texts());
    var names = new LinkedHashSet<>(olderFields.keySet());
    names.addAll(newerFields.keySet());
    for (var name : names) {
      var at = spot.inside(name);
      var olderField = Optional.ofNullable(olderFields.get(name));
      var newerField = Optional.ofNullable(newerFields.get(name));
      if (newerField.isEmpty()) {
        at.breaking("It is gone.");
      } else if (olderField.isEmpty()) {
        if (newerRequired.contains(name) && spot.direction() == Direction.REQUEST) {
          at.breaking("It is new, and required.");
        } else {
          at.compatible("It is new.");
        }
      } else {
        compareRequired(olderRequired.contains(name), newerRequired.contains(name), at);
        compareMarks(olderField.get(), newerField.get(), at);
        compare(olderField.get(), newerField.get(), at, depth + 1);
      }
    }
  }

  private static void compareRequired(boolean older, boolean newer, Spot spot) {
    if (newer && !older) {
      spot.narrower(
          spot.direction() == Direction.REQUEST
              ? "It is required now."
              : "It is always there now.");
    }
    if (older && !newer) {
      spot.wider(
          spot.direction() == Direction.REQUEST
              ? "It is no longer required."
              : "It is no longer always there.");
    }
  }

  private static void compareMarks(Node older, Node newer, Spot spot) {
    if (newer.get("readOnly").isTrue()
        && !older.get("readOnly").isTrue()
        && spot.direction() == Direction.REQUEST) {
      spot.breaking("It is read-only now.");
    }
    if (newer.get("writeOnly").isTrue()
        && !older.get("writeOnly").isTrue()
        && spot.direction() == Direction.RESPONSE) {
      spot.breaking("It is write-only now.");
    }
    if (newer.get("deprecated").isTrue() && !older.get("deprecated").isTrue()) {
      spot.compatible("It is deprecated now.");
    }
  }

  private void compareOthers(Node older, Node newer, Spot spot, int depth) {
    var olderOthers = older.get("additionalProperties");
    var newerOthers = newer.get("additionalProperties");
    if (newerOthers.isFalse() && !olderOthers.isFalse()) {
      if (spot.direction() == Direction.REQUEST) {
        spot.breaking("Fields that are not listed are refused now.");
      }
    } else if (olderOthers.isFalse() && !newerOthers.isFalse()) {
      if (spot.direction() == Direction.REQUEST) {
        spot.compatible("Fields that are not listed are accepted now.");
      }
    } else if (olderOthers.isObject() || newerOthers.isObject()) {
      compare(orAnything(olderOthers), orAnything(newerOthers), spot.inside("*"), depth + 1);
    }
  }

  private static void compareProse(Node older, Node newer, Spot spot) {
    for (var keyword : List.of("title", "description", "example", "examples")) {
      if (!older.get(keyword).equals(newer.get(keyword))) {
        spot.prose(Prose.changed(keyword));
      }
    }
  }
}
