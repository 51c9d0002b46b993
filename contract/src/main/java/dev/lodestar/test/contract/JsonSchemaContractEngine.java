package dev.lodestar.test.contract;

import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.test.ContractEngine;
import dev.lodestar.test.ContractOptions;

/// Compares exchanges with OpenAPI documents by means of a validator for JSON Schema. Found as a
/// service; there is no need to name it. Thread-safe.
public final class JsonSchemaContractEngine implements ContractEngine {

  /// Creates the engine.
  public JsonSchemaContractEngine() {}

  @Override
  public Contract contract(OpenApiDocument document, ContractOptions options) {
    return new DocumentContract(Place.rootOf(Trees.toJson(document.tree())), options);
  }
}
