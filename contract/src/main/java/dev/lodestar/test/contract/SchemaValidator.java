package dev.lodestar.test.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/// Validates values against the schemas of a document (JSON Schema 2020-12, formats asserted).
/// Schemas are prepared when they are first needed. Thread-safe.
final class SchemaValidator {
  /// Where the document seems to be; nothing is ever loaded from there.
  private static final String ADDRESS = "https://document.invalid/openapi.json";

  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  SchemaValidator(JsonNode document) {
    registry = registry(Map.of(ADDRESS, document.toString()));
  }

  /// What knows schemas by their addresses, and loads none.
  static SchemaRegistry registry(Map<String, String> schemas) {
    var settings =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .preloadSchema(false)
            .build();
    // OpenAPI has keywords of its own, which say nothing about what is valid.
    var dialect =
        Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();
    return SchemaRegistry.withDefaultDialect(
        dialect, builder -> builder.schemaRegistryConfig(settings).schemas(schemas));
  }

  /// What the schema at a place says against a value; empty if it is valid.
  List<SchemaProblem> problems(Place schema, JsonNode value) {
    lock.lock();
    try {
      var problems = new ArrayList<SchemaProblem>();
      for (var error : schemaAt(schema.pointer()).validate(value)) {
        problems.add(
            new SchemaProblem(
                error.getInstanceLocation().toString(),
                error.getKeyword(),
                error.getMessage(),
                pointerOf(error.getSchemaLocation())));
      }
      return problems;
    } finally {
      lock.unlock();
    }
  }

  boolean isValid(Place schema, JsonNode value) {
    return problems(schema, value).isEmpty();
  }

  private Schema schemaAt(String pointer) {
    return schemas.computeIfAbsent(
        pointer, key -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + key)));
  }

  private static String pointerOf(SchemaLocation location) {
    var text = location.toString();
    var hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(hash + 1);
  }
}
