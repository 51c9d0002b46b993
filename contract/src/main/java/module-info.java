/// Compares what tests send and get with OpenAPI documents.
@org.jspecify.annotations.NullMarked
module dev.lodestar.contract {
  requires transitive dev.lodestar.core;
  requires com.networknt.schema;
  requires tools.jackson.databind;

  exports dev.lodestar.test.contract;

  provides dev.lodestar.test.ContractEngine with
      dev.lodestar.test.contract.JsonSchemaContractEngine;
}
