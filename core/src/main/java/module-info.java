/// The framework without a socket: HTTP types, routing, binding, results, errors and the test
/// client.
@org.jspecify.annotations.NullMarked
module dev.lodestar.core {
  requires transitive dev.lodestar.json;
  requires transitive jakarta.inject;
  requires org.slf4j;

  exports dev.lodestar.engine;
  exports dev.lodestar.http;
}
