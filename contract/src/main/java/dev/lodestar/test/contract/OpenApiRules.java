package dev.lodestar.test.contract;

import com.networknt.schema.SchemaLocation;
import dev.lodestar.openapi.OpenApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a document keeps to the rules of OpenAPI 3.1. For tests of applications that change
/// their document by hand, and for documents of others.
///
/// ```java
/// assertThat(OpenApiRules.violations(app.openApi())).isEmpty();
/// ```
///
/// What is checked: the JSON Schema that the OpenAPI Initiative publishes for documents, and that
/// of JSON Schema 2020-12 for every schema in them; and what neither can say: references lead
/// somewhere, operation ids are unique, path templates and path parameters belong together,
/// security schemes are known, and examples and defaults are valid against their schemas.
public final class OpenApiRules {
  private static final String SCHEMA = "openapi-3.1.schema.json";
  private static final String SCHEMA_ADDRESS =
      "https://spec.openapis.org/oas/3.1/schema/2026-08-03";
  private static final String SCHEMA_OF_SCHEMAS = "https://json-schema.org/draft/2020-12/schema";
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)\\}");
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Place document;
  private final SchemaPlaces places;
  private final SchemaValidator validator;
  private final List<String> violations = new ArrayList<>();

  private OpenApiRules(Place document) {
    this.document = document;
    places = new SchemaPlaces(document);
    validator = new SchemaValidator(document.value());
  }

  /// Lists what is wrong with a document.
  ///
  /// @param document the document
  /// @return sentences, each with the JSON pointer of the place; empty if nothing is wrong
  public static List<String> violations(OpenApiDocument document) {
    return new OpenApiRules(Place.rootOf(Trees.toJson(document.tree()))).all();
  }

  private List<String> all() {
    structure();
    references();
    if (violations.isEmpty()) {
      paths();
      document
          .member("webhooks")
          .members()
          .forEach(entry -> operations(entry.getValue().resolved()));
      operationIds();
      values();
    }
    return List.copyOf(violations);
  }

  private void add(Place place, String message) {
    violations.add(place + ": " + message);
  }

  /// The published schema leaves open what a schema is.
  private void structure() {
    var registry = SchemaValidator.registry(Map.of(SCHEMA_ADDRESS, published()));
    for (var error :
        registry.getSchema(SchemaLocation.of(SCHEMA_ADDRESS)).validate(document.value())) {
      violations.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    var schemaOfSchemas = registry.getSchema(SchemaLocation.of(SCHEMA_OF_SCHEMAS));
    for (var schema : places.outerSchemas()) {
      for (var error : schemaOfSchemas.validate(schema.value())) {
        violations.add(schema.pointer() + error.getInstanceLocation() + ": " + error.getMessage());
      }
    }
  }

  private static String published() {
    try (var in = OpenApiRules.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + SCHEMA + " is missing.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void references() {
    for (var place : places.references()) {
      var reference = place.text("$ref").orElse("");
      if (!place.resolved().exists() || place.resolved().target().isPresent()) {
        add(place, "The reference " + reference + " leads nowhere.");
      }
    }
    for (var schema : places.schemas()) {
      for (var entry : schema.member("discriminator").member("mapping").members()) {
        var target = entry.getValue().value().asString("");
        if (target.startsWith("#") && !document.down(target).exists()) {
          add(entry.getValue(), "The discriminator's mapping to " + target + " leads nowhere.");
        }
      }
    }
  }

  private void paths() {
    var shapes = new HashMap<String, String>();
    for (var entry : document.member("paths").members()) {
      var template = entry.getKey();
      var item = entry.getValue().resolved();
      var other = shapes.putIfAbsent(new PathPattern(template).shape(), template);
      if (other != null) {
        add(item, "The paths " + other + " and " + template + " are the same.");
      }
      for (var operation : operations(item)) {
        parameters(new Operation(template, item, operation));
      }
    }
  }

  /// The operations of a path item, those of their callbacks looked at as well.
  private List<Place> operations(Place item) {
    var operations = new ArrayList<Place>();
    for (var entry : item.members()) {
      if (METHODS.contains(entry.getKey())) {
        operations.add(entry.getValue());
        security(entry.getValue());
        for (var callback : entry.getValue().member("callbacks").members()) {
          callback
              .getValue()
              .resolved()
              .members()
              .forEach(inner -> operations(inner.getValue().resolved()));
        }
      }
    }
    return operations;
  }

  private void parameters(Operation operation) {
    var inTemplate = new HashSet<String>();
    PARAMETER
        .matcher(operation.template())
        .results()
        .forEach(name -> inTemplate.add(name.group(1)));
    for (var owner : List.of(operation.place(), operation.item())) {
      var known = new HashSet<String>();
      for (var parameter : owner.member("parameters").items()) {
        var target = parameter.resolved();
        if (!known.add(target.text("in").orElse("") + " " + target.text("name").orElse(""))) {
          add(parameter, "The parameter is there twice.");
        }
      }
    }
    for (var parameter : operation.parameters()) {
      if (parameter.in().equals("path") && !inTemplate.remove(parameter.name())) {
        add(parameter.place(), "The path has no parameter {" + parameter.name() + "}.");
      }
    }
    for (var name : inTemplate) {
      add(operation.place(), "The path parameter {" + name + "} is not described.");
    }
  }

  private void security(Place operation) {
    for (var owner : List.of(operation, document)) {
      for (var requirement : owner.member("security").items()) {
        for (var scheme : requirement.members()) {
          if (!document
              .member("components")
              .member("securitySchemes")
              .member(scheme.getKey())
              .exists()) {
            add(requirement, "There is no security scheme '" + scheme.getKey() + "'.");
          }
        }
      }
    }
  }

  private void operationIds() {
    var known = new HashMap<String, Place>();
    for (var section : List.of("paths", "webhooks")) {
      for (var item : document.member(section).members()) {
        for (var entry : item.getValue().resolved().members()) {
          entry
              .getValue()
              .text("operationId")
              .filter(_ -> METHODS.contains(entry.getKey()))
              .ifPresent(id -> {
                var other = known.putIfAbsent(id, entry.getValue());
                if (other != null) {
                  add(
                      entry.getValue(),
                      "The operation id '" + id + "' belongs to " + other + " already.");
                }
              });
        }
      }
    }
  }

  /// Defaults and examples of schemas, and examples beside them.
  private void values() {
    for (var schema : places.schemas()) {
      if (schema.member("default").exists()) {
        value(schema, schema.member("default"));
      }
      for (var example : schema.member("examples").items()) {
        value(schema, example);
      }
      if (schema.member("example").exists()) {
        value(schema, schema.member("example"));
      }
      if (schema.pointer().endsWith("/schema")) {
        beside(schema);
      }
    }
  }

  private void beside(Place schema) {
    var pointer = schema.pointer();
    var owner = document.down(pointer.substring(0, pointer.length() - "/schema".length()));
    if (owner.member("example").exists()) {
      value(schema, owner.member("example"));
    }
    for (var example : owner.member("examples").members()) {
      var value = example.getValue().resolved().member("value");
      if (value.exists()) {
        value(schema, value);
      }
    }
  }

  private void value(Place schema, Place value) {
    for (var problem : validator.problems(schema, value.value())) {
      add(value, "It is not what its schema allows: " + problem.sentence());
    }
  }
}
