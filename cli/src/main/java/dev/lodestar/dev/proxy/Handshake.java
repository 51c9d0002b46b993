package dev.lodestar.dev.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The opening handshake of a WebSocket with an upstream (RFC 6455, section 4). The one with the
/// client is the engine's.
final class Handshake {
  /// The largest message that goes through: 64 MB. The application has its own limit.
  static final int MAX_MESSAGE_SIZE = 1 << 26;

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Key<String> KEY = Key.of("dev.lodestar.dev.handshake", String.class);

  private static final WebSocketOptions OPTIONS =
      WebSocketOptions.defaults()
          .withMaxMessageSize(MAX_MESSAGE_SIZE)
          .withMaxFrameSize(MAX_MESSAGE_SIZE)
          .withIdleTimeout(Duration.ofDays(1))
          .withCompression(false);

  private Handshake() {}

  /// The header fields of a request, those of a handshake if it asks for a WebSocket.
  static String fields(Request request, boolean identity) {
    var fields = Fields.ofRequest(request, identity);
    var offer = request.webSocketOffer();
    if (offer.isEmpty()) {
      return fields;
    }
    var key = request.attribute(KEY, Handshake::newKey);
    var protocols = offer.get().subprotocols();
    return fields
        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: "
        + key
        + "\r\n"
        + (protocols.isEmpty()
            ? ""
            : "Sec-WebSocket-Protocol: " + String.join(", ", protocols) + "\r\n");
  }

  private static String newKey() {
    var bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Opens the client's side, after the upstream has opened its own.
  ///
  /// @throws IOException if the upstream has opened what nobody asked for
  static RenderedResponse accepted(Request request, Exchange.Answer answer) throws IOException {
    var headers = answer.head().headers();
    var key = request.attribute(KEY);
    var offer = request.webSocketOffer();
    var subprotocol = headers.first("Sec-WebSocket-Protocol");
    if (offer.isEmpty()
        || key.isEmpty()
        || !headers.first("Sec-WebSocket-Accept", "").equals(accept(key.get()))
        || headers.contains("Sec-WebSocket-Extensions")
        || (subprotocol.isPresent() && !offer.get().subprotocols().contains(subprotocol.get()))) {
      answer.connection().close();
      throw new IOException("It has answered a handshake for a WebSocket that is not this one's.");
    }
    var bridge = new SocketBridge(new Frames(answer.connection()));
    return RenderedResponse.of(
        request.method(),
        Status.SWITCHING_PROTOCOLS,
        Optional.empty(),
        Fields.ofResponse(headers),
        new ResponseBody.WebSocket(subprotocol, OPTIONS, bridge));
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-1.", impossible);
    }
  }
}
