/// The type model of records and beans, conversion of simple values, constraints, and JSON codecs.
@SuppressWarnings("module") // the module of the tools comes later
@org.jspecify.annotations.NullMarked
module dev.lodestar.json {
  requires transitive jakarta.validation;
  requires transitive org.jspecify;

  exports dev.lodestar.baked to
      dev.lodestar.cli,
      dev.lodestar.core;
  exports dev.lodestar.codec;
  exports dev.lodestar.constraint;
  exports dev.lodestar.convert;
  exports dev.lodestar.example;
  exports dev.lodestar.json;
  exports dev.lodestar.messagepack;
  exports dev.lodestar.model;
  exports dev.lodestar.schema;
  exports dev.lodestar.schemacheck to
      dev.lodestar.openapi.tools;
  exports dev.lodestar.secret;
  exports dev.lodestar.suggest;
}
