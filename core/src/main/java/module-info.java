/// The framework without a socket: HTTP types, routing, binding, results, errors and the test
/// client.
@org.jspecify.annotations.NullMarked
module dev.lodestar.core {
  requires transitive dev.lodestar.json;
  requires transitive jakarta.inject;
  requires static jdk.compiler; // parameter names of programs launched from source
  requires org.slf4j;

  exports dev.lodestar;
  exports dev.lodestar.http;
  exports dev.lodestar.report;
}
