package dev.lodestar.schemacheck;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares values with JSON Schemas: tells whether they are valid, or what is wrong with them.
///
/// Knows the keywords of JSON Schema 2020-12 but those for dynamic references and unevaluated
/// parts, which count as fulfilled; and `nullable` of OpenAPI 3.0. Immutable and thread-safe.
public final class SchemaCheck {
  private static final int DEEPEST = 200;

  private final References references;
  private final Direction direction;

  /// @param references finds what `$ref` names
  /// @param direction which way the values travel, so that a field that is only sent in the other
  ///   one is not required
  public SchemaCheck(References references, Direction direction) {
    this.references = references;
    this.direction = direction;
  }

  /// Whether a value is valid. What cannot be told with bounded work, is not.
  public boolean isValid(@Nullable Object schema, @Nullable Object value) {
    var flaws = Flaws.certain();
    check(schema, value, "", 0, flaws);
    return flaws.isEmpty();
  }

  /// What is wrong with a value, at most 100 things. What cannot be told with bounded work, is not
  /// wrong.
  public List<Flaw> flaws(@Nullable Object schema, @Nullable Object value) {
    var flaws = Flaws.told();
    check(schema, value, "", 0, flaws);
    return flaws.list();
  }

  private boolean fits(@Nullable Object schema, @Nullable Object value, int depth, Flaws around) {
    var flaws = around.unseen();
    check(schema, value, "", depth, flaws);
    return flaws.isEmpty();
  }

  private void check(
      @Nullable Object schema, @Nullable Object value, String at, int depth, Flaws flaws) {
    if (Boolean.FALSE.equals(schema)) {
      flaws.add(at, "unknown", () -> "There must be nothing here.");
    }
    if (!(schema instanceof Map<?, ?> tree) || depth >= DEEPEST || !flaws.mayGoOn()) {
      return;
    }
    var keywords = new Keywords(tree);
    if (keywords.get("$ref") instanceof String reference) {
      check(references.find(reference).orElse(true), value, at, depth + 1, flaws);
    }
    ValueCheck.check(keywords, value, at, flaws);
    if (value instanceof List<?> list) {
      checkList(keywords, list, at, depth, flaws);
    } else if (value instanceof Map<?, ?> object) {
      checkObject(keywords, object, at, depth, flaws);
    }
    checkCombinations(keywords, value, at, depth, flaws);
  }

  private void checkList(Keywords schema, List<?> list, String at, int depth, Flaws flaws) {
    ValueCheck.checkSize(schema, list.size(), "Items", "elements", at, flaws);
    if (schema.isTrue("uniqueItems") && hasEqualItems(list)) {
      flaws.add(at, "uniqueItems", () -> "Its elements must be different.");
    }
    var prefix = schema.list("prefixItems");
    for (var i = 0; i < list.size() && !flaws.isFull(); i++) {
      var item = i < prefix.size() ? prefix.get(i) : schema.get("items");
      check(item, list.get(i), flaws.below(at, Integer.toString(i)), depth + 1, flaws);
    }
    if (schema.has("contains")) {
      var wanted = schema.get("contains");
      var found = list.stream().filter(item -> fits(wanted, item, depth + 1, flaws)).count();
      if (found < schema.count("minContains").orElse(1)) {
        flaws.add(at, "contains", () -> "It lacks an element that must be there.");
      }
      if (found > schema.count("maxContains").orElse(Integer.MAX_VALUE)) {
        flaws.add(at, "contains", () -> "It has too many elements of one kind.");
      }
    }
  }

  private static boolean hasEqualItems(List<?> list) {
    for (var i = 0; i < list.size(); i++) {
      for (var j = i + 1; j < list.size(); j++) {
        if (JsonValues.equal(list.get(i), list.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private void checkObject(Keywords schema, Map<?, ?> object, String at, int depth, Flaws flaws) {
    ValueCheck.checkSize(schema, object.size(), "Properties", "fields", at, flaws);
    var properties = schema.map("properties");
    for (var name : schema.list("required")) {
      if (!object.containsKey(name) && !isHidden(properties.get(name))) {
        flaws.add(
            flaws.below(at, String.valueOf(name)), "required", () -> "The field is required.");
      }
    }
    for (var field : object.entrySet()) {
      checkField(schema, String.valueOf(field.getKey()), field.getValue(), at, depth, flaws);
    }
    checkDependents(schema, object, at, depth, flaws);
  }

  private boolean isHidden(@Nullable Object schema) {
    return direction.hides(schema)
        || (schema instanceof Map<?, ?> tree
            && tree.get("$ref") instanceof String reference
            && direction.hides(references.find(reference).orElse(true)));
  }

  private void checkField(
      Keywords schema, String name, @Nullable Object value, String at, int depth, Flaws flaws) {
    if (flaws.isFull()) {
      return;
    }
    var where = flaws.below(at, name);
    check(schema.get("propertyNames"), name, where, depth + 1, flaws);
    var properties = schema.map("properties");
    var isKnown = properties.containsKey(name);
    if (isKnown) {
      check(properties.get(name), value, where, depth + 1, flaws);
    }
    for (var pattern : schema.map("patternProperties").entrySet()) {
      if (flaws.holds(PatternMatch.find(String.valueOf(pattern.getKey()), name))) {
        isKnown = true;
        check(pattern.getValue(), value, where, depth + 1, flaws);
      }
    }
    if (!isKnown && schema.isFalse("additionalProperties")) {
      flaws.add(where, "unknown", () -> "There is no field of this name.");
    } else if (!isKnown) {
      check(schema.get("additionalProperties"), value, where, depth + 1, flaws);
    }
  }

  private void checkDependents(
      Keywords schema, Map<?, ?> object, String at, int depth, Flaws flaws) {
    for (var dependency : schema.map("dependentRequired").entrySet()) {
      if (object.containsKey(dependency.getKey())
          && dependency.getValue() instanceof List<?> names) {
        for (var name : names) {
          if (!object.containsKey(name)) {
            flaws.add(
                flaws.below(at, String.valueOf(name)),
                "required",
                () -> "It is required beside '" + dependency.getKey() + "'.");
          }
        }
      }
    }
    for (var dependency : schema.map("dependentSchemas").entrySet()) {
      if (object.containsKey(dependency.getKey())) {
        check(dependency.getValue(), object, at, depth + 1, flaws);
      }
    }
  }

  private void checkCombinations(
      Keywords schema, @Nullable Object value, String at, int depth, Flaws flaws) {
    for (var each : schema.list("allOf")) {
      check(each, value, at, depth + 1, flaws);
    }
    if (schema.get("anyOf") instanceof List<?> any
        && any.stream().noneMatch(each -> fits(each, value, depth + 1, flaws))) {
      checkMeant(schema, any, value, at, depth, flaws);
    }
    if (schema.get("oneOf") instanceof List<?> one) {
      var matching = one.stream().filter(each -> fits(each, value, depth + 1, flaws)).count();
      if (matching == 0) {
        checkMeant(schema, one, value, at, depth, flaws);
      } else if (matching > 1) {
        flaws.add(at, "oneOf", () -> "It fits " + matching + " alternatives instead of one.");
      }
    }
    if (schema.has("not") && fits(schema.get("not"), value, depth + 1, flaws)) {
      flaws.add(at, "not", () -> "It is what it must not be.");
    }
    if (schema.has("if")) {
      var branch = fits(schema.get("if"), value, depth + 1, flaws) ? "then" : "else";
      check(schema.get(branch), value, at, depth + 1, flaws);
    }
  }

  /// Tells what is wrong with the variant that was meant, where a tag or the kind of value says it.
  private void checkMeant(
      Keywords schema,
      List<?> variants,
      @Nullable Object value,
      String at,
      int depth,
      Flaws flaws) {
    if (!flaws.isTold()) {
      flaws.add(at, "type", () -> "");
      return;
    }
    var found = new Variants(references, schema, variants);
    var meant = found.meant(value);
    if (meant.isPresent()) {
      check(meant.get(), value, at, depth + 1, flaws);
    } else if (found.words().isEmpty()) {
      flaws.add(at, "type", () -> "It fits none of the alternatives.");
    } else {
      flaws.add(
          flaws.below(at, found.tag()),
          "format",
          () -> "Expected one of " + String.join(", ", found.words()) + ".");
    }
  }
}
