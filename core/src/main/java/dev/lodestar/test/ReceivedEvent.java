package dev.lodestar.test;

import dev.lodestar.codec.DecodeException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.json.JsonType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/// A server-sent event as a page sees it. Immutable and thread-safe.
public final class ReceivedEvent {
  private final String event;
  private final String data;
  private final String id;
  private final Json json;

  ReceivedEvent(String event, String data, String id, Json json) {
    this.event = event;
    this.data = data;
    this.id = id;
    this.json = json;
  }

  /// Returns the name of the event.
  ///
  /// @return the name; `message` if the server gave none
  public String event() {
    return event;
  }

  /// Returns the data.
  ///
  /// @return the text, whose lines end with LF
  public String data() {
    return data;
  }

  /// Returns the last id that the server gave, with this event or one before.
  ///
  /// @return the id; empty if there was none
  public String id() {
    return id;
  }

  /// Reads the data as JSON.
  ///
  /// @param <T> the type of the value
  /// @param type a record, bean or simple type; `Object` for maps, lists and simple values as the
  ///   document has them
  /// @return the value
  /// @throws AssertionError if the data is not such a value
  public <T> T json(Class<T> type) {
    return decode(json.codec(type), type);
  }

  /// Reads the data as JSON, to a type with generics.
  ///
  /// @param <T> the type of the value
  /// @param type captures the type
  /// @return the value
  /// @throws AssertionError if the data is not such a value
  public <T> T json(JsonType<T> type) {
    return decode(json.codec(type), type.type());
  }

  private <T> T decode(JsonCodec<T> codec, Type type) {
    try {
      return codec.decode(data.getBytes(StandardCharsets.UTF_8)).orThrow();
    } catch (DecodeException refused) {
      throw new AssertionError(
          "The data is no " + type.getTypeName() + ". " + refused.getMessage() + "\n" + this,
          refused);
    }
  }

  /// Returns name, id and data.
  @Override
  public String toString() {
    return event + (id.isEmpty() ? "" : " #" + id) + ": " + data;
  }
}
