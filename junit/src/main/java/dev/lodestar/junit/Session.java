package dev.lodestar.junit;

import dev.lodestar.test.TestClient;

/// An application under test; the first client to it, which no test uses itself.
///
/// @param client what the clients of the tests are made from
/// @param served whether the application has a port
record Session(TestClient client, boolean served) implements AutoCloseable {

  @Override
  public void close() {
    client.close();
  }
}
