package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Status;
import dev.lodestar.http.WebSocketOffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What client and server say to each other before the first frame (RFC 6455, section 4.2; RFC
/// 8441, section 5).
public final class Handshake {
  private static final String VERSION = "13";
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_LENGTH = 24;
  private static final String PREFIX = "Sec-WebSocket-";
  private static final String VERSION_FIELD = PREFIX + "Version";
  private static final String KEY_FIELD = PREFIX + "Key";
  private static final String PROTOCOL_FIELD = PREFIX + "Protocol";
  private static final String EXTENSIONS_FIELD = PREFIX + "Extensions";
  private static final String ACCEPT_FIELD = PREFIX + "Accept";

  private Handshake() {}

  /// Tells whether a GET request of HTTP/1.1 asks for a WebSocket: a connection that is about to
  /// change, and to this protocol. `Upgrade` alone may come from a client before a proxy that does
  /// not know it; it means nothing then (RFC 9110, section 7.8).
  public static boolean isAsked(Headers headers) {
    return hasToken(headers, "Upgrade", "websocket") && hasToken(headers, "Connection", "upgrade");
  }

  private static boolean hasToken(Headers headers, String name, String token) {
    for (var element : headers.elements(name)) {
      if (element.equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }

  /// Checks the handshake of a client over HTTP/1.1.
  ///
  /// @return what it offers
  /// @throws HttpException 400 or 426, if it may not be accepted
  public static WebSocketOffer check(Headers headers, boolean hasBody) {
    if (hasBody) {
      throw HttpException.badRequest(
          "The request asks for a WebSocket and has a body, which would have no place.");
    }
    var offer = check(headers);
    var key = only(headers, KEY_FIELD);
    if (!isKey(key)) {
      throw HttpException.badRequest(
          "The header Sec-WebSocket-Key is not 16 bytes in Base64, which are 24 characters.");
    }
    return offer;
  }

  /// Checks what is the same whatever carries the handshake.
  ///
  /// @return what the client offers
  /// @throws HttpException 400 or 426, if it may not be accepted
  public static WebSocketOffer check(Headers headers) {
    if (!only(headers, VERSION_FIELD).equals(VERSION)) {
      throw HttpException.of(
              Status.UPGRADE_REQUIRED,
              "The header Sec-WebSocket-Version asks for another version of the protocol than 13,"
                  + " which is the only one that this server speaks.")
          .withHeader(VERSION_FIELD, VERSION);
    }
    extensions(headers);
    return new WebSocketOffer(subprotocols(headers));
  }

  private static String only(Headers headers, String name) {
    var values = headers.all(name);
    if (values.size() != 1) {
      throw HttpException.badRequest(
          "The request asks for a WebSocket and has the header "
              + name
              + (values.isEmpty() ? " not at all" : " more than once")
              + "; it has to be there once.");
    }
    return values.getFirst();
  }

  private static boolean isKey(String text) {
    if (text.length() != KEY_LENGTH || !text.endsWith("==")) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(text).length == 16;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static List<String> subprotocols(Headers headers) {
    var values = headers.all(PROTOCOL_FIELD);
    if (values.isEmpty()) {
      return List.of();
    }
    var scanner = new ListScanner(String.join(",", values));
    var found = new LinkedHashSet<String>();
    while (scanner.nextElement()) {
      var token = scanner.token();
      if (token.isEmpty() || !scanner.atElementEnd() || !found.add(token)) {
        throw malformedSubprotocols();
      }
    }
    if (found.isEmpty()) {
      throw malformedSubprotocols();
    }
    return new ArrayList<>(found);
  }

  private static HttpException malformedSubprotocols() {
    return HttpException.badRequest(
        "The header Sec-WebSocket-Protocol is not a list of different names with commas between.");
  }

  private static Optional<Extensions> extensions(Headers headers) {
    var values = headers.all(EXTENSIONS_FIELD);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    var parsed = Extensions.parse(String.join(",", values));
    if (parsed.isEmpty()) {
      throw HttpException.badRequest(
          "The header Sec-WebSocket-Extensions is malformed; an extension looks like"
              + " permessage-deflate; client_max_window_bits=15.");
    }
    return parsed;
  }

  /// Chooses how messages are compressed.
  ///
  /// @param request the headers of a handshake that was checked
  /// @return what is agreed on; `null` for no compression
  public static @Nullable Compression compression(Headers request, ResponseBody.WebSocket socket) {
    if (!socket.options().compression()) {
      return null;
    }
    return extensions(request)
        .flatMap(offered -> Compression.choose(offered, socket.options().contextTakeover()))
        .orElse(null);
  }

  /// Returns the headers of the response that opens a socket, whatever carries it.
  ///
  /// @param headers those of the application; what belongs to the handshake is not theirs to say
  public static Headers answer(
      Headers headers, ResponseBody.WebSocket socket, @Nullable Compression compression) {
    var answer = Headers.builder();
    headers.forEach((name, value) -> {
      if (!isOurs(name)) {
        answer.add(name, value);
      }
    });
    socket.subprotocol().ifPresent(chosen -> answer.add(PROTOCOL_FIELD, chosen));
    if (compression != null) {
      answer.add(EXTENSIONS_FIELD, compression.header());
    }
    return answer.build();
  }

  private static boolean isOurs(String name) {
    return name.equalsIgnoreCase("Upgrade")
        || name.equalsIgnoreCase("Connection")
        || name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /// Adds what HTTP/1.1 says beside it.
  ///
  /// @param request the headers of a handshake that was checked
  public static Headers upgrade(Headers request, Headers answer) {
    return answer
        .withAdded("Upgrade", "websocket")
        .withAdded("Connection", "Upgrade")
        .withAdded(ACCEPT_FIELD, acceptOf(only(request, KEY_FIELD)));
  }

  static String acceptOf(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-1.", impossible);
    }
  }
}
