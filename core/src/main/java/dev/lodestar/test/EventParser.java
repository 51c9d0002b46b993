package dev.lodestar.test;

import dev.lodestar.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads events from a stream as browsers do (WHATWG HTML standard, section 9.2.6). Not
/// thread-safe.
final class EventParser {
  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int MAX_SIZE = Transport.MAX_BODY_SIZE;

  private final Reader reader;
  private final Json json;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder data = new StringBuilder();
  private String event = "";
  private String id = "";
  private boolean first = true;
  private boolean afterCarriageReturn;

  /// Read by another thread.
  private volatile Optional<Duration> retry = Optional.empty();

  EventParser(InputStream in, Json json) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.json = json;
  }

  /// How long the server wants the client to wait before it connects again.
  Optional<Duration> retry() {
    return retry;
  }

  /// Reads until an event is complete.
  ///
  /// @return the event; nothing at the end of the stream, where what is not complete is dropped
  Optional<ReceivedEvent> next() throws IOException {
    while (readLine()) {
      if (!line.isEmpty()) {
        field();
      } else if (data.isEmpty()) {
        event = "";
      } else {
        data.setLength(data.length() - 1);
        var complete =
            new ReceivedEvent(event.isEmpty() ? "message" : event, data.toString(), id, json);
        data.setLength(0);
        event = "";
        return Optional.of(complete);
      }
    }
    return Optional.empty();
  }

  /// Reads a line, which ends with CR, LF or both, without what ends it.
  private boolean readLine() throws IOException {
    line.setLength(0);
    while (true) {
      var c = reader.read();
      if (c == '\n' && afterCarriageReturn) {
        afterCarriageReturn = false;
        continue;
      }
      afterCarriageReturn = c == '\r';
      if (c == END) {
        return false;
      }
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (!first || c != BYTE_ORDER_MARK) {
        append(line, (char) c);
      }
      first = false;
    }
  }

  private static void append(StringBuilder text, char c) throws IOException {
    if (text.length() == MAX_SIZE) {
      throw new IOException("An event has more than " + MAX_SIZE + " characters.");
    }
    text.append(c);
  }

  private void field() throws IOException {
    var colon = line.indexOf(":");
    var name = colon < 0 ? line.toString() : line.substring(0, colon);
    var start = colon < 0 ? line.length() : colon + 1;
    if (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    var value = line.substring(start);
    switch (name) {
      case "data" -> {
        if (data.length() + value.length() >= MAX_SIZE) {
          throw new IOException("An event has more than " + MAX_SIZE + " characters.");
        }
        data.append(value).append('\n');
      }
      case "event" -> event = value;
      case "id" -> {
        if (value.indexOf(0) < 0) {
          id = value;
        }
      }
      case "retry" -> {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
          retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
      }
      default -> {
        // comments have the empty name; what is unknown is ignored
      }
    }
  }
}
