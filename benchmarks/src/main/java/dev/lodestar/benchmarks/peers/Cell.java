package dev.lodestar.benchmarks.peers;

/// One kind of load.
///
/// @param endpoint what is asked for
/// @param connections how many connections are kept open
/// @param depth how many requests are sent at once on each
record Cell(Endpoint endpoint, int connections, int depth) {
  String title() {
    return endpoint.title() + " " + connections + (depth > 1 ? " × " + depth : "");
  }
}
