package dev.lodestar.test;

import dev.lodestar.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/// The handshake of a WebSocket that a test puts together; nothing is sent before [#open()].
/// Methods change this request and return it. Not thread-safe.
///
/// ```java
/// try (var socket = client.webSocket("/chat/tea").subprotocols("chat.v2").open()) {
///   socket.send("hi");
///   assertThat(socket.receiveText()).isEqualTo("hi");
/// }
/// ```
public final class TestWebSocketRequest {
  private final TestClient client;
  private final TestRequest request;
  private final List<String> subprotocols = new ArrayList<>();

  TestWebSocketRequest(TestClient client, String target) {
    this.client = client;
    this.request = new TestRequest(client, HttpMethod.GET, target);
  }

  /// Adds a parameter to the query string; see [TestRequest#query(String, Object)].
  ///
  /// @param name the name, not encoded
  /// @param value the value, not encoded; its `toString()` is sent
  /// @return this request
  public TestWebSocketRequest query(String name, Object value) {
    request.query(name, value);
    return this;
  }

  /// Adds a header field; see [TestRequest#header(String, String)].
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return this request
  /// @throws IllegalArgumentException as [TestRequest#header(String, String)] does
  public TestWebSocketRequest header(String name, String value) {
    request.header(name, value);
    return this;
  }

  /// Sends a cookie with this request only; see [TestRequest#cookie(String, String)].
  ///
  /// @param name the name
  /// @param value the value
  /// @return this request
  /// @throws IllegalArgumentException as [TestRequest#cookie(String, String)] does
  public TestWebSocketRequest cookie(String name, String value) {
    request.cookie(name, value);
    return this;
  }

  /// Says which page opens the socket, as browsers do; without it there is none.
  ///
  /// @param origin for instance `https://example.org`
  /// @return this request
  public TestWebSocketRequest origin(String origin) {
    return header("Origin", origin);
  }

  /// Offers subprotocols.
  ///
  /// @param subprotocols tokens, the most wanted first
  /// @return this request
  public TestWebSocketRequest subprotocols(String... subprotocols) {
    this.subprotocols.addAll(List.of(subprotocols));
    return this;
  }

  /// Sends the handshake, which has to be accepted.
  ///
  /// @return the open socket; to be closed
  /// @throws UnexpectedServerError if the application failed unexpectedly, unless
  ///   [TestClient#raiseServerErrors(boolean)] is off
  /// @throws AssertionError if the handshake is denied, and the message shows the response; or if
  ///   it is not answered in time
  public TestWebSocket open() {
    return client.open(this);
  }

  /// Sends the handshake, which has to be denied.
  ///
  /// @return the response that denies it
  /// @throws UnexpectedServerError as [#open()] does
  /// @throws AssertionError if the handshake is accepted, or is not answered in time
  public TestResponse denied() {
    return client.denied(this);
  }

  TestRequest request() {
    return request;
  }

  List<String> offered() {
    return List.copyOf(subprotocols);
  }

  /// Returns method and target.
  @Override
  public String toString() {
    return request.toString();
  }
}
