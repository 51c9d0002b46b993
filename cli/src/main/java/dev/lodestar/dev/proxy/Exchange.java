package dev.lodestar.dev.proxy;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request on its way to an upstream, until the head of the response has come. While the content
/// of the request arrives, another thread hands it on, since an upstream may answer before its end,
/// or in turns with it.
final class Exchange {
  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /// Nobody listens, so the upstream knows nothing of the request.
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /// An answer, and the connection that the content comes over.
  record Answer(UpstreamResponse head, UpstreamConnection connection) {}

  private final Request request;
  private final Content content;
  private final String fields;
  private volatile @Nullable Throwable unsent;

  /// @param fields the header fields but for those of the content, each with its end
  Exchange(Request request, Content content, String fields) {
    this.request = request;
    this.content = content;
    this.fields = fields;
  }

  /// Whether the request may reach an upstream twice without anybody noticing.
  boolean isRepeatable() {
    return REPEATABLE.contains(request.method()) && content.isEmpty();
  }

  /// Hands the request over, and waits for the head of the response.
  ///
  /// @throws UnreachableException if the upstream cannot be connected to, or takes no more requests
  /// @throws IOException if it does not answer
  /// @throws HttpException if the content of the request is malformed
  Answer with(Upstream upstream) throws IOException {
    if (!upstream.take()) {
      throw new UnreachableException(upstream.name() + " takes no more requests.", null);
    }
    UpstreamConnection connection;
    try {
      connection = handOver(upstream);
    } finally {
      upstream.isHandedOver();
    }
    try {
      var head = UpstreamResponse.read(connection.in(), request.method());
      if (unsent instanceof HttpException malformed) {
        connection.close(); // whoever has answered has not got what was meant
        throw malformed;
      }
      return new Answer(head, connection);
    } catch (IOException failure) {
      connection.close();
      if (connection.isUsed() && isRepeatable()) {
        return again(upstream); // it was closed while it was idle
      }
      throw clientsFault(failure);
    }
  }

  private Answer again(Upstream upstream) throws IOException {
    var fresh = connect(upstream);
    try {
      fresh.write(head());
      return new Answer(UpstreamResponse.read(fresh.in(), request.method()), fresh);
    } catch (IOException failure) {
      fresh.close();
      throw failure;
    }
  }

  private UpstreamConnection handOver(Upstream upstream) throws IOException {
    var connection = isRepeatable() ? reusedOrFresh(upstream) : connect(upstream);
    try {
      connection.write(head());
    } catch (IOException closed) {
      connection.close();
      if (!connection.isUsed()) {
        throw new UnreachableException(upstream.name() + " closes connections.", closed);
      }
      connection = connect(upstream);
      connection.write(head());
    }
    send(connection);
    return connection;
  }

  private static UpstreamConnection reusedOrFresh(Upstream upstream) throws IOException {
    try {
      return upstream.connectOrReuse();
    } catch (IOException refused) {
      throw unreachable(upstream, refused);
    }
  }

  private static UpstreamConnection connect(Upstream upstream) throws IOException {
    try {
      return upstream.connect();
    } catch (IOException refused) {
      throw unreachable(upstream, refused);
    }
  }

  private static UnreachableException unreachable(Upstream upstream, IOException refused) {
    return new UnreachableException(
        upstream.name() + " cannot be reached at " + upstream.authority() + ".", refused);
  }

  private void send(UpstreamConnection connection) {
    if (content.arrives()) {
      Thread.ofVirtual().name("lodestar-dev-content").start(() -> sendNow(connection));
    } else if (!content.isEmpty()) {
      sendNow(connection);
    }
  }

  /// An upstream that does not want the content may have answered already, so that its answer
  /// counts; content that does not come is missing to it.
  private void sendNow(UpstreamConnection connection) {
    try {
      content.send(connection.out());
    } catch (HttpException malformed) {
      unsent = malformed;
      connection.close();
    } catch (IOException | RuntimeException failure) {
      unsent = Content.cause(failure);
      if (content.arrives() && !(failure instanceof java.net.SocketException)) {
        connection.close();
      }
    }
  }

  private IOException clientsFault(IOException failure) {
    if (unsent instanceof HttpException malformed) {
      throw malformed;
    }
    return failure;
  }

  private String head() {
    return request.method()
        + " "
        + request.target()
        + " HTTP/1.1\r\n"
        + fields
        + content.field()
        + "\r\n";
  }
}
