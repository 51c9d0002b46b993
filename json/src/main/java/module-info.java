/// The type model of records and beans, conversion of simple values, constraints, and JSON codecs.
@org.jspecify.annotations.NullMarked
module dev.lodestar.json {
  requires transitive jakarta.validation;
  requires transitive org.jspecify;

  exports dev.lodestar.codec;
  exports dev.lodestar.constraint;
  exports dev.lodestar.convert;
  exports dev.lodestar.example;
  exports dev.lodestar.json;
  exports dev.lodestar.messagepack;
  exports dev.lodestar.model;
  exports dev.lodestar.schema;
  exports dev.lodestar.suggest;
}
