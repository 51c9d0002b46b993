package dev.lodestar.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.http.Headers;
import dev.lodestar.http.Request;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The two ways from HTTP/1.1 to HTTP/2 without TLS: the client begins with the preface, or asks
/// for an upgrade (RFC 7540, section 3.2, which RFC 9113 has given up, and clients have not).
final class Http2Offer {
  /// What tells the client that it may go on with HTTP/2.
  static final byte[] SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
          .getBytes(ISO_8859_1);

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);

  /// What the first bytes of a connection say.
  enum Beginning {
    OTHER,
    /// It can still become the preface.
    PREFACE_PERHAPS,
    PREFACE
  }

  private Http2Offer() {}

  static Beginning beginning(Input input) {
    var bytes = input.bytes();
    var start = input.start();
    var count = Math.min(input.size(), PREFACE.length);
    for (var i = 0; i < count; i++) {
      if (bytes[start + i] != PREFACE[i]) {
        return Beginning.OTHER;
      }
    }
    return count == PREFACE.length ? Beginning.PREFACE : Beginning.PREFACE_PERHAPS;
  }

  /// Returns the settings of a client that asks for an upgrade to HTTP/2; `null` if it does not, or
  /// not as it has to: then the request is answered as if it had not asked.
  static byte @Nullable [] settings(Request request) {
    var headers = request.headers();
    var settings = headers.all("HTTP2-Settings");
    if (settings.size() != 1
        || !names(headers, "Upgrade", "h2c")
        || !names(headers, "Connection", "Upgrade")
        || !names(headers, "Connection", "HTTP2-Settings")) {
      return null;
    }
    try {
      var decoded = Base64.getUrlDecoder().decode(settings.getFirst());
      return decoded.length % 6 == 0 ? decoded : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static boolean names(Headers headers, String field, String token) {
    for (var value : headers.all(field)) {
      for (var name : value.split(",", -1)) {
        if (name.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Returns a request without the fields that spoke of the upgrade.
  static Headers withoutUpgrade(Headers headers) {
    var kept = Headers.builder();
    for (var i = 0; i < headers.size(); i++) {
      var name = headers.name(i);
      if (!name.equalsIgnoreCase("Upgrade")
          && !name.equalsIgnoreCase("Connection")
          && !name.equalsIgnoreCase("HTTP2-Settings")) {
        kept.add(name, headers.value(i));
      }
    }
    return kept.build();
  }
}
