package dev.lodestar.sse;

import java.time.Duration;
import java.util.Optional;

/// One event of a stream. Immutable; thread-safe if its data is.
///
/// ```java
/// ServerSentEvent.of(order).event("order").id("17")
/// ```
///
/// Names, ids and comments come from programs, and never end their line: what could forge a line is
/// refused when the event is made. Data may be any text; it is sent as one line for each of its
/// own.
///
/// @param <T> the type of the data
/// @param data what is sent: a `String` as it is, anything else as JSON. An event without data is
///   not shown to the page, but its id and retry time count
/// @param event the name under which a page listens to it; nothing for `message`, the name of
///   events without one
/// @param id what the client sends as `Last-Event-ID` when it connects again; the empty text clears
///   the one of an earlier event
/// @param retry how long the client waits from now on before it connects again
/// @param comment a text that clients ignore, one that shows in the browser's tools
public record ServerSentEvent<T>(
    Optional<T> data,
    Optional<String> event,
    Optional<String> id,
    Optional<Duration> retry,
    Optional<String> comment) {

  /// The most characters of an id, which comes back in a header of the next request.
  public static final int MAX_ID_LENGTH = 1_024;

  private static final Duration LONGEST_RETRY = Duration.ofMillis(Integer.MAX_VALUE);

  /// Checks name, id and retry time.
  ///
  /// @throws IllegalArgumentException if the name is empty, name or id have a CR, LF or NUL, the id
  ///   is longer than [#MAX_ID_LENGTH] characters, the retry time is negative or longer than
  ///   2,147,483,647 ms, or there is a name but no data, since no client would see such an event
  public ServerSentEvent {
    if (event.isPresent()) {
      if (event.get().isEmpty()) {
        throw new IllegalArgumentException(
            "The name of the event is empty; leave it out for \"message\".");
      }
      checkLine("name", event.get());
    }
    if (id.isPresent()) {
      checkLine("id", id.get());
      if (id.get().length() > MAX_ID_LENGTH) {
        throw new IllegalArgumentException(
            "The id of the event has "
                + id.get().length()
                + " characters, but at most "
                + MAX_ID_LENGTH
                + " are allowed.");
      }
    }
    if (retry.isPresent()) {
      checkRetry(retry.get());
    }
    if (event.isPresent() && data.isEmpty()) {
      throw new IllegalArgumentException(
          "The event '"
              + event.get()
              + "' has no data, so no client would see it; give it some, for instance an empty text.");
    }
  }

  private static void checkLine(String what, String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == 0) {
        throw new IllegalArgumentException(
            "The "
                + what
                + " of the event has at index "
                + i
                + " the character "
                + (int) c
                + ", but CR, LF and NUL are not allowed.");
      }
    }
  }

  static Duration checkRetry(Duration retry) {
    if (retry.isNegative() || retry.compareTo(LONGEST_RETRY) > 0) {
      throw new IllegalArgumentException(
          "The retry time is "
              + retry
              + ", but it is a time from 0 to "
              + Integer.MAX_VALUE
              + " ms.");
    }
    return retry;
  }

  /// Returns an event with data and nothing else.
  ///
  /// @param <T> the type of the data
  /// @param data what is sent
  /// @return the event
  public static <T> ServerSentEvent<T> of(T data) {
    return new ServerSentEvent<>(
        Optional.of(data), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Returns an event with a name and data.
  ///
  /// @param <T> the type of the data
  /// @param name the name under which a page listens to it
  /// @param data what is sent
  /// @return the event
  /// @throws IllegalArgumentException as the constructor does
  public static <T> ServerSentEvent<T> of(String name, T data) {
    return of(data).event(name);
  }

  /// Returns an event that no page sees: a comment.
  ///
  /// @param <T> the type that data would have
  /// @param text the comment; several lines are possible
  /// @return the event
  public static <T> ServerSentEvent<T> ofComment(String text) {
    return new ServerSentEvent<>(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
  }

  /// Returns this event with a name.
  ///
  /// @param name the name under which a page listens to it
  /// @return the new event
  /// @throws IllegalArgumentException as the constructor does
  public ServerSentEvent<T> event(String name) {
    return new ServerSentEvent<>(data, Optional.of(name), id, retry, comment);
  }

  /// Returns this event with an id.
  ///
  /// @param id what the client sends as `Last-Event-ID` when it connects again
  /// @return the new event
  /// @throws IllegalArgumentException as the constructor does
  public ServerSentEvent<T> id(String id) {
    return new ServerSentEvent<>(data, event, Optional.of(id), retry, comment);
  }

  /// Returns this event with a number as its id.
  ///
  /// @param id what the client sends as `Last-Event-ID` when it connects again
  /// @return the new event
  public ServerSentEvent<T> id(long id) {
    return id(Long.toString(id));
  }

  /// Returns this event with a retry time.
  ///
  /// @param retry how long the client waits before it connects again; sent in milliseconds
  /// @return the new event
  /// @throws IllegalArgumentException as the constructor does
  public ServerSentEvent<T> retry(Duration retry) {
    return new ServerSentEvent<>(data, event, id, Optional.of(retry), comment);
  }

  /// Returns this event with a comment.
  ///
  /// @param text the comment; several lines are possible
  /// @return the new event
  public ServerSentEvent<T> comment(String text) {
    return new ServerSentEvent<>(data, event, id, retry, Optional.of(text));
  }
}
