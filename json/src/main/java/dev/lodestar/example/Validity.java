package dev.lodestar.example;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a value is valid against a schema, so that no example is wrong.
///
/// Knows the keywords of JSON Schema 2020-12 but those for dynamic references and unevaluated
/// parts, which count as fulfilled.
final class Validity {
  private static final int DEEPEST = 200;

  private final References references;
  private final Direction direction;
  private int depth;

  Validity(References references, Direction direction) {
    this.references = references;
    this.direction = direction;
  }

  boolean of(@Nullable Object schema, @Nullable Object value) {
    if (schema instanceof Boolean allowed) {
      return allowed;
    }
    if (!(schema instanceof Map<?, ?> tree) || depth >= DEEPEST) {
      return true;
    }
    depth++;
    try {
      var keywords = new Keywords(tree);
      return isOfType(keywords, value)
          && hasConstant(keywords, value)
          && isInside(keywords, value)
          && isCombined(keywords, value);
    } finally {
      depth--;
    }
  }

  private boolean isInside(Keywords schema, @Nullable Object value) {
    return switch (value) {
      case String text -> ofText(schema, text);
      case Number number -> ofNumber(schema, number);
      case List<?> list -> ofList(schema, list);
      case Map<?, ?> object -> ofObject(schema, object);
      case null, default -> true;
    };
  }

  // Types and constants.

  static String impliedType(Keywords schema) {
    if (schema.has("properties") || schema.has("additionalProperties") || schema.has("required")) {
      return "object";
    }
    if (schema.has("items") || schema.has("prefixItems")) {
      return "array";
    }
    return schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")
        ? "number"
        : "string";
  }

  private static boolean isOfType(Keywords schema, @Nullable Object value) {
    return switch (schema.get("type")) {
      case String type -> isOf(type, value) || (value == null && schema.isTrue("nullable"));
      case List<?> types -> types.stream().anyMatch(type -> isOf(String.valueOf(type), value));
      case null, default -> true;
    };
  }

  private static boolean isOf(String type, @Nullable Object value) {
    return switch (type) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof Map<?, ?>;
      case "number" -> value instanceof Number;
      case "integer" ->
          value instanceof Number number
              && Keywords.exact(number).filter(Validity::isWhole).isPresent();
      default -> true;
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static boolean hasConstant(Keywords schema, @Nullable Object value) {
    if (schema.has("const") && !equal(schema.get("const"), value)) {
      return false;
    }
    return !(schema.get("enum") instanceof List<?> constants)
        || constants.stream().anyMatch(constant -> equal(constant, value));
  }

  /// Equality as JSON knows it: numbers are compared by value.
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number first && b instanceof Number second) {
      var exact = Keywords.exact(first);
      var other = Keywords.exact(second);
      return exact.isPresent() && other.isPresent() && exact.get().compareTo(other.get()) == 0;
    }
    if (a instanceof List<?> first && b instanceof List<?> second) {
      if (first.size() != second.size()) {
        return false;
      }
      for (var i = 0; i < first.size(); i++) {
        if (!equal(first.get(i), second.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
    }
    return a == null ? b == null : a.equals(b);
  }

  // Texts and numbers.

  static boolean ofText(Keywords schema, String text) {
    var length = text.codePointCount(0, text.length());
    return schema.count("minLength").orElse(0) <= length
        && schema.count("maxLength").orElse(Integer.MAX_VALUE) >= length
        && schema.text("format").map(format -> Formats.matches(format, text)).orElse(true)
        && schema.text("pattern").map(pattern -> PatternText.matches(pattern, text)).orElse(true);
  }

  private static boolean ofNumber(Keywords schema, Number number) {
    var exact = Keywords.exact(number);
    if (exact.isEmpty()) {
      return false;
    }
    var value = exact.get();
    var low = schema.number("minimum").map(value::compareTo).orElse(1);
    var high = schema.number("maximum").map(value::compareTo).orElse(-1);
    return (low > 0 || (low == 0 && !schema.isTrue("exclusiveMinimum")))
        && (high < 0 || (high == 0 && !schema.isTrue("exclusiveMaximum")))
        && schema.number("exclusiveMinimum").map(bound -> value.compareTo(bound) > 0).orElse(true)
        && schema.number("exclusiveMaximum").map(bound -> value.compareTo(bound) < 0).orElse(true)
        && schema.number("multipleOf").map(step -> isMultiple(value, step)).orElse(true);
  }

  private static boolean isMultiple(BigDecimal value, BigDecimal step) {
    return step.signum() <= 0 || value.remainder(step).signum() == 0;
  }

  // Lists and objects.

  private boolean ofList(Keywords schema, List<?> list) {
    if (list.size() < schema.count("minItems").orElse(0)
        || list.size() > schema.count("maxItems").orElse(Integer.MAX_VALUE)
        || (schema.isTrue("uniqueItems") && hasEqualItems(list))) {
      return false;
    }
    var prefix = schema.list("prefixItems");
    for (var i = 0; i < list.size(); i++) {
      if (!of(i < prefix.size() ? prefix.get(i) : schema.get("items"), list.get(i))) {
        return false;
      }
    }
    if (!schema.has("contains")) {
      return true;
    }
    var matching = list.stream().filter(item -> of(schema.get("contains"), item)).count();
    return matching >= schema.count("minContains").orElse(1)
        && matching <= schema.count("maxContains").orElse(Integer.MAX_VALUE);
  }

  private static boolean hasEqualItems(List<?> list) {
    for (var i = 0; i < list.size(); i++) {
      for (var j = i + 1; j < list.size(); j++) {
        if (equal(list.get(i), list.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean ofObject(Keywords schema, Map<?, ?> object) {
    if (object.size() < schema.count("minProperties").orElse(0)
        || object.size() > schema.count("maxProperties").orElse(Integer.MAX_VALUE)) {
      return false;
    }
    var properties = schema.map("properties");
    for (var name : schema.list("required")) {
      if (!object.containsKey(name) && !direction.hides(properties.get(name))) {
        return false;
      }
    }
    return object.entrySet().stream().allMatch(entry -> isProperty(schema, entry))
        && hasDependents(schema, object);
  }

  private boolean isProperty(Keywords schema, Map.Entry<?, ?> entry) {
    var name = String.valueOf(entry.getKey());
    if (schema.has("propertyNames") && !of(schema.get("propertyNames"), name)) {
      return false;
    }
    var properties = schema.map("properties");
    var isKnown = properties.containsKey(name);
    if (isKnown && !of(properties.get(name), entry.getValue())) {
      return false;
    }
    for (var pattern : schema.map("patternProperties").entrySet()) {
      if (PatternText.matches(String.valueOf(pattern.getKey()), name)) {
        isKnown = true;
        if (!of(pattern.getValue(), entry.getValue())) {
          return false;
        }
      }
    }
    return isKnown || of(schema.get("additionalProperties"), entry.getValue());
  }

  private boolean hasDependents(Keywords schema, Map<?, ?> object) {
    for (var dependency : schema.map("dependentRequired").entrySet()) {
      if (object.containsKey(dependency.getKey())
          && dependency.getValue() instanceof List<?> names
          && !object.keySet().containsAll(names)) {
        return false;
      }
    }
    for (var dependency : schema.map("dependentSchemas").entrySet()) {
      if (object.containsKey(dependency.getKey()) && !of(dependency.getValue(), object)) {
        return false;
      }
    }
    return true;
  }

  // What is said by other schemas.

  private boolean isCombined(Keywords schema, @Nullable Object value) {
    if (schema.get("$ref") instanceof String reference
        && !of(references.find(reference).orElse(true), value)) {
      return false;
    }
    if (schema.get("allOf") instanceof List<?> all
        && !all.stream().allMatch(each -> of(each, value))) {
      return false;
    }
    if (schema.get("anyOf") instanceof List<?> any
        && any.stream().noneMatch(each -> of(each, value))) {
      return false;
    }
    if (schema.get("oneOf") instanceof List<?> one
        && one.stream().filter(each -> of(each, value)).count() != 1) {
      return false;
    }
    if (schema.has("not") && of(schema.get("not"), value)) {
      return false;
    }
    return !schema.has("if")
        || of(schema.get(of(schema.get("if"), value) ? "then" : "else"), value);
  }
}
