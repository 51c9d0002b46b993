package dev.lodestar.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.json.Json;
import dev.lodestar.websocket.InvalidMessageException;
import dev.lodestar.websocket.WebSocketMessage;
import org.jspecify.annotations.Nullable;

/// The codecs of a route's messages.
///
/// @param reading what messages are read with
/// @param writing what values are sent with
public record SocketJson(Json reading, Json writing) {

  <T extends @Nullable Object> T read(Codec<T> codec, WebSocketMessage message, Request request) {
    var bytes =
        switch (message) {
          case WebSocketMessage.Text(var text) -> text.getBytes(UTF_8);
          case WebSocketMessage.Binary(var content) -> content;
        };
    var decoded = codec.decode(bytes, 0, bytes.length);
    if (decoded instanceof Decoded.Valid<T>(var value)) {
      return value;
    }
    var errors = new InputErrors(request, reading.constraints());
    errors.document(decoded, codec.use().model(), "");
    throw new InvalidMessageException(errors.refusal(), errors.all());
  }

  String write(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return new String(writing.codec(Object.class).encode(value), UTF_8);
  }
}
