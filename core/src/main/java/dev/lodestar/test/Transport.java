package dev.lodestar.test;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How requests of a test client reach the application.
sealed interface Transport extends AutoCloseable
    permits InProcessTransport, HttpTransport, OpenTransport {

  /// The most bytes of a response's body.
  int MAX_BODY_SIZE = 16 * 1024 * 1024;

  /// The content of a request.
  sealed interface Content {
    Content NONE = new Whole(new byte[0]);

    /// Content in memory, whose length is announced.
    record Whole(byte[] bytes) implements Content {}

    /// Content that is read while it is sent, in chunks.
    record Streamed(Supplier<? extends InputStream> source) implements Content {}
  }

  /// A request ready to be sent.
  record Outgoing(HttpMethod method, String target, Headers headers, Content content) {

    /// Method and path. A query may have secrets, and the name of a thread is shown and logged.
    String place() {
      var question = target.indexOf('?');
      return method + " " + (question < 0 ? target : target.substring(0, question));
    }

    /// This request with more headers, which win over its own.
    Outgoing withHeaders(Headers more) {
      return new Outgoing(method, target, headers.withAll(more), content);
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /// What came back, and what the application failed with, if it did and the transport can see it.
  record Incoming(Status status, Headers headers, byte[] body, Optional<Throwable> failure) {}

  /// A response whose content is read while it is sent.
  ///
  /// @param failure what the application has failed with so far, if the transport can see it
  /// @param leaving closes the content, and waits until the application is done with it if that can
  ///   be seen; does nothing the second time
  record Opened(
      Status status,
      Headers headers,
      InputStream body,
      Supplier<Optional<Throwable>> failure,
      Runnable leaving) {
    void leave() {
      leaving.run();
    }
  }

  /// What a handshake of a WebSocket came to.
  sealed interface Handshake {

    /// A response that denies it.
    record Denied(Incoming incoming) implements Handshake {}

    /// A socket.
    record Accepted(OpenedSocket socket) implements Handshake {}
  }

  /// An open WebSocket.
  ///
  /// @param failure what the handler has failed with so far, if the transport can see it
  /// @param leaving waits until the application is done with it if that can be seen; does nothing
  ///   the second time
  record OpenedSocket(
      Headers headers,
      ClientSocket socket,
      Supplier<Optional<Throwable>> failure,
      Runnable leaving) {
    void leave() {
      leaving.run();
    }
  }

  /// Where requests go: scheme, host and port.
  URI origin();

  /// Sends a request and waits for the whole response.
  Incoming exchange(Outgoing request, Duration timeout);

  /// Sends a request and waits for the head of the response.
  Opened open(Outgoing request, Duration timeout);

  /// Sends the handshake of a WebSocket and waits for the answer.
  Handshake connect(Outgoing request, List<String> subprotocols, Duration timeout);

  @Override
  void close();
}
