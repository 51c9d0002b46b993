package dev.lodestar.test.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Texts of parameters, headers and form fields as the values that their schemas describe: a schema
/// of OpenAPI says what a value is before it was written as a text.
final class ParameterTexts {
  private static final int MOST_DIGITS = 400;

  private final SchemaValidator validator;

  ParameterTexts(SchemaValidator validator) {
    this.validator = validator;
  }

  /// What a schema says against a text; empty if one of the values that it may stand for is valid.
  List<SchemaProblem> problems(Place schema, String text) {
    return problems(schema, meanings(text));
  }

  /// What a schema says against texts that are the items of a list, or of which there is one.
  List<SchemaProblem> problems(Place schema, List<String> texts) {
    if (texts.size() == 1 && !isOnlyArray(schema)) {
      var single = problems(schema, texts.getFirst());
      return single.isEmpty() || !mayBeArray(schema)
          ? single
          : problems(schema, List.of(listOf(schema, texts)));
    }
    return validator.problems(schema, listOf(schema, texts));
  }

  private List<SchemaProblem> problems(Place schema, Iterable<JsonNode> meanings) {
    var best = Optional.<List<SchemaProblem>>empty();
    for (var meaning : meanings) {
      var problems = validator.problems(schema, meaning);
      if (problems.isEmpty()) {
        return problems;
      }
      if (best.isEmpty() || isOfAnotherType(best.get())) {
        best = Optional.of(problems);
      }
    }
    return best.orElse(List.of());
  }

  /// Complaints about the type say less than all others.
  private static boolean isOfAnotherType(List<SchemaProblem> problems) {
    return problems.stream()
        .anyMatch(problem -> problem.at().isEmpty() && problem.keyword().equals("type"));
  }

  /// Whether a schema allows a value; one that is not there allows everything.
  boolean allows(Place schema, JsonNode value) {
    return !schema.exists() || validator.isValid(schema, value);
  }

  /// Whether a schema allows a text.
  boolean allows(Place schema, String text) {
    return allows(schema, Trees.nodes().stringNode(text));
  }

  /// The value that a text stands for: the first that a schema allows, or else the first of a type
  /// that it allows, or else the text itself.
  JsonNode value(Place schema, String text) {
    var best = Optional.<JsonNode>empty();
    for (var meaning : schema.exists() ? meanings(text) : List.<JsonNode>of()) {
      var problems = validator.problems(schema, meaning);
      if (problems.isEmpty()) {
        return meaning;
      }
      if (best.isEmpty() && !isOfAnotherType(problems)) {
        best = Optional.of(meaning);
      }
    }
    return best.orElse(Trees.nodes().stringNode(text));
  }

  /// The values that texts stand for: a list if the schema allows one, or there are several.
  JsonNode value(Place schema, List<String> texts) {
    return texts.size() == 1 && !isOnlyArray(schema)
        ? value(schema, texts.getFirst())
        : listOf(schema, texts);
  }

  private JsonNode listOf(Place schema, List<String> texts) {
    var items = itemsOf(schema);
    var list = Trees.nodes().arrayNode();
    for (var text : texts) {
      list.add(items.isPresent() ? value(items.get(), text) : Trees.nodes().stringNode(text));
    }
    return list;
  }

  /// What a text may stand for, the text itself last.
  private static List<JsonNode> meanings(String text) {
    var meanings = new ArrayList<JsonNode>();
    // Browsers send "on" for a box that is checked.
    if (text.equals("true") || text.equals("on") || text.equals("false")) {
      meanings.add(Trees.nodes().booleanNode(!text.equals("false")));
    }
    if (text.length() < MOST_DIGITS) {
      try {
        meanings.add(Trees.nodes().numberNode(new BigDecimal(text)));
      } catch (NumberFormatException other) {
        // it is no number
      }
    }
    meanings.add(Trees.nodes().stringNode(text));
    return meanings;
  }

  /// Whether lists are all that a schema allows.
  boolean isOnlyArray(Place schema) {
    return mayBeArray(schema) && !mayBe(schema, "string") && !mayBe(schema, "integer");
  }

  private boolean mayBeArray(Place schema) {
    return itemsOf(schema).isPresent() || mayBe(schema, "array");
  }

  private static boolean mayBe(Place schema, String type) {
    var place = schema.resolved();
    var types = place.value().path("type");
    if (types.isString()) {
      return types.stringValue().equals(type);
    }
    if (types.isArray()) {
      return types.valueStream().anyMatch(one -> type.equals(one.asString("")));
    }
    return alternatives(place).stream().anyMatch(one -> mayBe(one, type));
  }

  /// The schema of the items of a list.
  private static Optional<Place> itemsOf(Place schema) {
    var place = schema.resolved();
    if (place.member("items").exists()) {
      return Optional.of(place.member("items"));
    }
    return alternatives(place).stream()
        .flatMap(alternative -> itemsOf(alternative).stream())
        .findFirst();
  }

  private static List<Place> alternatives(Place place) {
    var alternatives = new ArrayList<Place>();
    for (var keyword : List.of("anyOf", "oneOf", "allOf")) {
      alternatives.addAll(place.member(keyword).items());
    }
    return alternatives;
  }
}
