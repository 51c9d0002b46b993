/// What can be made of an OpenAPI document, whoever wrote it: types and a client in TypeScript, a
/// comparison with an earlier one, an application that answers with examples.
@org.jspecify.annotations.NullMarked
module dev.lodestar.openapi.tools {
  requires transitive dev.lodestar.core;
  requires org.snakeyaml.engine;

  exports dev.lodestar.openapi.diff;
  exports dev.lodestar.openapi.document;
  exports dev.lodestar.openapi.mock;
  exports dev.lodestar.typescript;
}
