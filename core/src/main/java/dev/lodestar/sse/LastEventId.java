package dev.lodestar.sse;

import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a client that connects again left off: the id of the last event that it received, from the
/// header `Last-Event-ID`. Handlers take it as a parameter. Immutable and thread-safe.
///
/// ```java
/// @Get("/log")
/// Sse<Line> log(LastEventId last) {
///   return Sse.ofEvents(lines.after(last.id().orElse("")));
/// }
/// ```
///
/// The id comes from the client, so it may be anything: look it up, and never trust it.
///
/// @param id the id; nothing if the client has received none
public record LastEventId(Optional<String> id) {

  /// The id as a number, for streams that count their events from 0 or 1. Whatever else a client
  /// sends counts as if it had sent nothing: the stream begins anew, since a browser that is
  /// refused does not come back.
  ///
  /// @return the number, never negative; nothing if there is no id, or if it is anything but digits
  ///   within the range of a `long`
  public OptionalLong number() {
    if (id.isEmpty() || !id.get().chars().allMatch(c -> '0' <= c && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(id.get()));
    } catch (NumberFormatException outOfRange) {
      return OptionalLong.empty();
    }
  }

  /// Reads the header. Browsers send ids in UTF-8.
  ///
  /// @param headers the headers of a request
  /// @return the id; none if there is no such header or it is empty
  /// @throws HttpException 400, if the header occurs more than once, is not UTF-8, or is longer
  ///   than [ServerSentEvent#MAX_ID_LENGTH] characters
  public static LastEventId of(Headers headers) {
    var values = headers.all("Last-Event-ID");
    if (values.size() > 1) {
      throw HttpException.badRequest(
          "The header Last-Event-ID was sent " + values.size() + " times; send it once.");
    }
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      return new LastEventId(Optional.empty());
    }
    var id = decoded(values.getFirst());
    if (id.length() > ServerSentEvent.MAX_ID_LENGTH) {
      throw HttpException.badRequest(
          "The header Last-Event-ID has "
              + id.length()
              + " characters, but at most "
              + ServerSentEvent.MAX_ID_LENGTH
              + " are allowed.");
    }
    return new LastEventId(Optional.of(id));
  }

  /// The text of what was received as ISO 8859-1, as all headers are.
  private static String decoded(String received) {
    if (received.chars().allMatch(c -> c < 0x80)) {
      return received;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(received.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw HttpException.badRequest("The header Last-Event-ID is not valid UTF-8.", malformed);
    }
  }
}
