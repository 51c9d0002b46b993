package dev.lodestar.openapi.mock;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Compares values with schemas, as far as clients of a mock want to know: every keyword of JSON
/// Schema 2020-12 about types, values, texts, numbers, arrays, objects and combinations; formats
/// and `unevaluated…` are not looked at. Used for one value.
final class SchemaCheck {
  private static final int DEEPEST = 100;
  private static final int MOST = 100;

  /// How often a value is compared with a schema; whatever is left then is not looked at. Schemas
  /// of schemas of alternatives can ask for any number of comparisons.
  private static final int MOST_STEPS = 200_000;

  /// Something that is wrong.
  ///
  /// @param pointer where in the value
  /// @param code a word for programs
  record Flaw(String pointer, String code, String message) {}

  private final ApiDocument document;
  private int steps;

  SchemaCheck(ApiDocument document) {
    this.document = document;
  }

  List<Flaw> check(@Nullable Object value, Node schema) {
    var flaws = new ArrayList<Flaw>();
    check(Node.of(value), schema, "", 0, flaws);
    return flaws.size() > MOST ? flaws.subList(0, MOST) : flaws;
  }

  private boolean fits(Node value, Node schema, int depth) {
    var flaws = new ArrayList<Flaw>();
    check(value, schema, "", depth, flaws);
    return flaws.isEmpty();
  }

  private void check(Node value, Node schema, String at, int depth, List<Flaw> flaws) {
    if (schema.isFalse()) {
      flaws.add(new Flaw(at, "unknown", "There must be nothing here."));
      return;
    }
    if (!schema.isObject() || depth > DEEPEST || ++steps > MOST_STEPS) {
      return;
    }
    if (schema.get("$ref").isPresent()) {
      var target = document.resolve(schema);
      if (target != schema) {
        check(value, target, at, depth + 1, flaws);
      }
    }
    checkKind(value, schema, at, flaws);
    checkChoice(value, schema, at, flaws);
    value.number().ifPresent(number -> checkNumber(number, schema, at, flaws));
    value.text().ifPresent(text -> checkText(text, schema, at, flaws));
    if (value.isArray()) {
      checkItems(value.items(), schema, at, depth, flaws);
    }
    if (value.isObject()) {
      checkFields(value.fields(), schema, at, depth, flaws);
    }
    checkCombinations(value, schema, at, depth, flaws);
  }

  private static void checkKind(Node value, Node schema, String at, List<Flaw> flaws) {
    var type = schema.get("type");
    var kinds = type.isArray() ? type.texts() : type.text().map(List::of).orElse(List.of());
    if (!kinds.isEmpty() && kinds.stream().noneMatch(kind -> isOf(kind, value))) {
      flaws.add(
          value.value() == null
              ? new Flaw(at, "null", "Null is not allowed.")
              : new Flaw(
                  at,
                  "type",
                  "Expected " + String.join(" or ", kinds) + ", found " + kind(value) + "."));
    }
  }

  private static boolean isOf(String kind, Node value) {
    return switch (kind) {
      case "null" -> value.value() == null;
      case "boolean" -> value.value() instanceof Boolean;
      case "string" -> value.text().isPresent();
      case "number" -> value.number().isPresent();
      case "integer" ->
          value.number().isPresent()
              && decimal(value.number().get()).stripTrailingZeros().scale() <= 0;
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static String kind(Node value) {
    return switch (value.value()) {
      case null -> "null";
      case Boolean flag -> flag.toString();
      case String text -> "the text \"" + dev.lodestar.http.InputError.shown(text) + "\"";
      case Number number -> "the number " + number;
      case List<?> list -> "an array";
      default -> "an object";
    };
  }

  private static void checkChoice(Node value, Node schema, String at, List<Flaw> flaws) {
    var constant = schema.get("const");
    if (constant.isPresent() && !constant.equals(value)) {
      flaws.add(new Flaw(at, "format", "Expected " + constant + ", found " + kind(value) + "."));
    }
    var choice = schema.get("enum");
    if (choice.isArray() && !choice.items().contains(value)) {
      flaws.add(
          new Flaw(
              at,
              "format",
              "Expected one of "
                  + String.join(", ", choice.items().stream().map(Node::toString).toList())
                  + ", found "
                  + kind(value)
                  + "."));
    }
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
  }

  private static void checkNumber(Number value, Node schema, String at, List<Flaw> flaws) {
    var number = decimal(value);
    for (var keyword :
        List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")) {
      var limit = schema.get(keyword).number().map(SchemaCheck::decimal);
      if (limit.isEmpty()) {
        continue;
      }
      var compared = number.compareTo(limit.get());
      var holds =
          switch (keyword) {
            case "minimum" -> compared >= 0;
            case "exclusiveMinimum" -> compared > 0;
            case "maximum" -> compared <= 0;
            case "exclusiveMaximum" -> compared < 0;
            default -> limit.get().signum() == 0 || number.remainder(limit.get()).signum() == 0;
          };
      if (!holds) {
        flaws.add(
            new Flaw(at, keyword, value + " is against the " + keyword + " " + limit.get() + "."));
      }
    }
  }

  private static void checkText(String text, Node schema, String at, List<Flaw> flaws) {
    var length = text.codePointCount(0, text.length());
    checkSize(length, "minLength", "maxLength", "characters", schema, at, flaws);
    schema
        .get("pattern")
        .text()
        .ifPresent(pattern -> {
          if (!matches(pattern, text)) {
            flaws.add(new Flaw(at, "pattern", "It must match \"" + pattern + "\"."));
          }
        });
  }

  /// A pattern that Java cannot read, or that takes too deep a recursion, refuses nothing.
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException | StackOverflowError unusable) {
      return true;
    }
  }

  private static void checkSize(
      int size, String least, String most, String what, Node schema, String at, List<Flaw> flaws) {
    var minimum = schema.get(least).number();
    if (minimum.isPresent() && size < minimum.get().longValue()) {
      flaws.add(new Flaw(at, least, "It has fewer than " + minimum.get() + " " + what + "."));
    }
    var maximum = schema.get(most).number();
    if (maximum.isPresent() && size > maximum.get().longValue()) {
      flaws.add(new Flaw(at, most, "It has more than " + maximum.get() + " " + what + "."));
    }
  }

  private void checkItems(List<Node> items, Node schema, String at, int depth, List<Flaw> flaws) {
    checkSize(items.size(), "minItems", "maxItems", "elements", schema, at, flaws);
    if (schema.get("uniqueItems").isTrue() && new HashSet<>(items).size() < items.size()) {
      flaws.add(new Flaw(at, "uniqueItems", "Its elements must be different."));
    }
    var first = schema.get("prefixItems").items();
    for (var i = 0; i < items.size() && flaws.size() < MOST; i++) {
      var itemSchema = i < first.size() ? first.get(i) : schema.get("items");
      check(items.get(i), itemSchema, at + "/" + i, depth + 1, flaws);
    }
    var contains = schema.get("contains");
    if (contains.isPresent()) {
      var found = items.stream().filter(item -> fits(item, contains, depth + 1)).count();
      if (found < schema.get("minContains").number().map(Number::longValue).orElse(1L)) {
        flaws.add(new Flaw(at, "contains", "It lacks an element that must be there."));
      }
    }
  }

  private void checkFields(
      Map<String, Node> fields, Node schema, String at, int depth, List<Flaw> flaws) {
    checkSize(fields.size(), "minProperties", "maxProperties", "fields", schema, at, flaws);
    for (var name : schema.get("required").texts()) {
      if (!fields.containsKey(name)) {
        flaws.add(new Flaw(at + "/" + escaped(name), "required", "The field is required."));
      }
    }
    schema
        .get("dependentRequired")
        .fields()
        .forEach((name, others) -> {
          if (fields.containsKey(name)) {
            others.texts().stream()
                .filter(other -> !fields.containsKey(other))
                .forEach(other ->
                    flaws.add(
                        new Flaw(
                            at + "/" + escaped(other),
                            "required",
                            "It is required beside '" + name + "'.")));
          }
        });
    var known = schema.get("properties").fields();
    var patterns = schema.get("patternProperties").fields();
    for (var field : fields.entrySet()) {
      var where = at + "/" + escaped(field.getKey());
      var named = known.get(field.getKey());
      if (named != null) {
        check(field.getValue(), named, where, depth + 1, flaws);
      }
      var matching =
          patterns.keySet().stream().filter(each -> matches(each, field.getKey())).toList();
      for (var pattern : matching) {
        check(field.getValue(), patterns.getOrDefault(pattern, Node.NONE), where, depth + 1, flaws);
      }
      if (named == null && matching.isEmpty()) {
        checkOther(field.getValue(), schema.get("additionalProperties"), where, depth, flaws);
      }
      check(Node.of(field.getKey()), schema.get("propertyNames"), where, depth + 1, flaws);
    }
  }

  private void checkOther(Node value, Node others, String at, int depth, List<Flaw> flaws) {
    if (others.isFalse()) {
      flaws.add(new Flaw(at, "unknown", "There is no field of this name."));
    } else {
      check(value, others, at, depth + 1, flaws);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private void checkCombinations(Node value, Node schema, String at, int depth, List<Flaw> flaws) {
    schema.get("allOf").items().forEach(each -> check(value, each, at, depth + 1, flaws));
    var any = schema.get("anyOf").items();
    if (!any.isEmpty() && any.stream().noneMatch(each -> fits(value, each, depth + 1))) {
      checkClosest(value, any, schema, at, depth, flaws);
    }
    var one = schema.get("oneOf").items();
    if (!one.isEmpty()) {
      var matching = one.stream().filter(each -> fits(value, each, depth + 1)).count();
      if (matching == 0) {
        checkClosest(value, one, schema, at, depth, flaws);
      } else if (matching > 1) {
        flaws.add(new Flaw(at, "oneOf", "It fits " + matching + " alternatives instead of one."));
      }
    }
    if (schema.get("not").isPresent() && fits(value, schema.get("not"), depth + 1)) {
      flaws.add(new Flaw(at, "not", "It is what it must not be."));
    }
    if (schema.get("if").isPresent()) {
      var branch = fits(value, schema.get("if"), depth + 1) ? "then" : "else";
      check(value, schema.get(branch), at, depth + 1, flaws);
    }
  }

  /// Tells what is wrong with the variant that was meant, where a tag or the kind of value says it.
  private void checkClosest(
      Node value, List<Node> variants, Node schema, String at, int depth, List<Flaw> flaws) {
    var tag = schema.get("discriminator").get("propertyName").text("");
    var meant =
        variants.stream()
            .filter(variant -> {
              var constant = document.resolve(variant).get("properties").get(tag).get("const");
              return constant.isPresent() && constant.equals(value.get(tag));
            })
            .findFirst();
    if (meant.isEmpty()) {
      var sameKind =
          variants.stream()
              .filter(variant -> {
                var kind = document.resolve(variant).get("type").text();
                return kind.isPresent() && isOf(kind.get(), value);
              })
              .toList();
      meant = sameKind.size() == 1 && tag.isEmpty() ? sameKind.stream().findFirst() : meant;
    }
    if (meant.isPresent()) {
      check(value, meant.get(), at, depth + 1, flaws);
      return;
    }
    var tags = new ArrayList<String>();
    for (var variant : variants) {
      document.resolve(variant).get("properties").get(tag).get("const").text().ifPresent(tags::add);
    }
    flaws.add(
        tags.isEmpty()
            ? new Flaw(at, "type", "It fits none of the alternatives.")
            : new Flaw(
                at + "/" + escaped(tag),
                "format",
                "Expected one of " + String.join(", ", tags) + "."));
  }
}
