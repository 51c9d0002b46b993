package dev.lodestar.test.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// Finds the fields of objects that no schema of theirs has. JSON Schema itself allows them unless
/// it says otherwise, so a valid value may tell more than its document.
final class KnownFields {
  private static final int MOST_REFERENCES = 100;

  private final SchemaValidator validator;

  KnownFields(SchemaValidator validator) {
    this.validator = validator;
  }

  /// A field that the document does not have, or does not have in this direction.
  ///
  /// @param at the JSON pointer of the field
  /// @param place the schema that does not have it, or has it as write-only
  /// @param isWriteOnly whether the document has it for requests alone
  record Unknown(String at, Place place, boolean isWriteOnly) {}

  /// Finds them in a value that is valid.
  List<Unknown> unknown(Place schema, JsonNode value) {
    var unknown = new ArrayList<Unknown>();
    look(List.of(schema), value, "", unknown);
    return unknown;
  }

  private void look(List<Place> schemas, JsonNode value, String at, List<Unknown> unknown) {
    var all = new ArrayList<Place>();
    for (var schema : schemas) {
      expand(schema, value, all);
    }
    if (value.isObject()) {
      lookAtFields(all, value, at, unknown);
    } else if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        look(itemSchemas(all, i), value.get(i), at + "/" + i, unknown);
      }
    }
  }

  private void lookAtFields(List<Place> schemas, JsonNode value, String at, List<Unknown> unknown) {
    var isOpen = schemas.stream().allMatch(KnownFields::saysNothingOfFields);
    for (var name : value.propertyNames()) {
      var found = new ArrayList<Place>();
      for (var schema : schemas) {
        found.addAll(fieldSchemas(schema, name));
      }
      var pointer = at + "/" + Place.escaped(name);
      if (found.isEmpty() && !isOpen) {
        unknown.add(new Unknown(pointer, schemas.getFirst(), false));
      }
      for (var schema : found) {
        if (schema.isTrue("writeOnly") || schema.resolved().isTrue("writeOnly")) {
          unknown.add(new Unknown(pointer, schema, true));
        }
      }
      look(found, value.path(name), pointer, unknown);
    }
  }

  private static boolean saysNothingOfFields(Place schema) {
    return !schema.member("properties").exists()
        && !schema.member("patternProperties").exists()
        && !schema.member("additionalProperties").exists()
        && !schema.member("unevaluatedProperties").exists();
  }

  /// What a schema says of a field: the property, the patterns that fit, or else what counts for
  /// all others.
  private static List<Place> fieldSchemas(Place schema, String name) {
    var found = new ArrayList<Place>();
    var property = schema.member("properties").member(name);
    if (property.exists()) {
      found.add(property);
    }
    for (var entry : schema.member("patternProperties").members()) {
      if (fits(entry.getKey(), name)) {
        found.add(entry.getValue());
      }
    }
    if (found.isEmpty()) {
      for (var keyword : List.of("additionalProperties", "unevaluatedProperties")) {
        var others = schema.member(keyword);
        if (others.exists() && others.value().booleanValue(true)) {
          found.add(others);
        }
      }
    }
    return found;
  }

  private static boolean fits(String pattern, String name) {
    try {
      return Pattern.compile(pattern).matcher(name).find();
    } catch (PatternSyntaxException unreadable) {
      return true;
    }
  }

  private static List<Place> itemSchemas(List<Place> schemas, int index) {
    var found = new ArrayList<Place>();
    for (var schema : schemas) {
      var prefix = schema.member("prefixItems");
      if (index < prefix.value().size()) {
        found.add(prefix.item(index));
      } else if (schema.member("items").exists()) {
        found.add(schema.member("items"));
      }
    }
    return found;
  }

  /// Adds a schema and all that it consists of; of alternatives, those that allow the value.
  private void expand(Place schema, JsonNode value, List<Place> all) {
    if (all.size() > MOST_REFERENCES || all.contains(schema)) {
      return;
    }
    all.add(schema);
    schema.target().ifPresent(target -> expand(target, value, all));
    for (var part : schema.member("allOf").items()) {
      expand(part, value, all);
    }
    for (var keyword : List.of("anyOf", "oneOf")) {
      for (var alternative : schema.member(keyword).items()) {
        if (validator.isValid(alternative, value)) {
          expand(alternative, value, all);
        }
      }
    }
    var condition = schema.member("if");
    if (condition.exists()) {
      var holds = validator.isValid(condition, value);
      if (holds) {
        expand(condition, value, all);
      }
      var consequence = schema.member(holds ? "then" : "else");
      if (consequence.exists()) {
        expand(consequence, value, all);
      }
    }
  }
}
