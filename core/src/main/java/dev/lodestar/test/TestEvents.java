package dev.lodestar.test;

import dev.lodestar.http.Headers;
import dev.lodestar.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A stream of server-sent events, read while it is sent. Made by [TestClient#events(String)] and
/// [TestRequest#events()].
///
/// ```java
/// try (var events = client.events("/progress")) {
///   assertThat(events.next().json(Progress.class).percent()).isZero();
/// }
/// ```
///
/// Each event has to come within the [time-out][TestClient#timeout(Duration)] of the client.
/// Closing the stream is what a browser does when its page is closed. Not thread-safe; `close` may
/// be called by any thread.
public final class TestEvents implements Iterator<ReceivedEvent>, AutoCloseable {
  private static final int READ_AHEAD = 1_000;

  private final String request;
  private final Transport.Opened response;
  private final Duration timeout;
  private final EventParser parser;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Thread reader;
  private final UnaryOperator<ReceivedEvent> check;
  private @Nullable Item next;

  /// What came: an event, the clean end, or the end of a stream that broke off.
  private sealed interface Item {
    record Event(ReceivedEvent event) implements Item {}

    record End() implements Item {}

    record Broken(IOException cause) implements Item {}
  }

  /// @param check looks at each event before the test gets it
  TestEvents(
      String request,
      Transport.Opened response,
      Duration timeout,
      Json json,
      UnaryOperator<ReceivedEvent> check) {
    this.check = check;
    this.request = request;
    this.response = response;
    this.timeout = timeout;
    parser = new EventParser(response.body(), json);
    reader = Thread.ofVirtual().name("events of a request").start(this::readAll);
  }

  private void readAll() {
    try {
      while (true) {
        var event = parser.next();
        if (event.isEmpty()) {
          items.put(new Item.End());
          return;
        }
        items.put(new Item.Event(event.get()));
      }
    } catch (IOException broken) {
      // The queue may be full, but whoever has closed it does not look any more.
      putLast(new Item.Broken(broken));
    } catch (InterruptedException closed) {
      // nobody reads on
    }
  }

  private void putLast(Item item) {
    try {
      items.put(item);
    } catch (InterruptedException closed) {
      // nobody reads on
    }
  }

  /// Returns the headers of the response.
  ///
  /// @return the headers
  public Headers headers() {
    return response.headers();
  }

  /// Returns how long the server wants the client to wait before it connects again.
  ///
  /// @return the time that was told last; nothing if none was
  public Optional<Duration> retry() {
    return parser.retry();
  }

  /// Waits for the next event or the end of the stream.
  ///
  /// @return `false` if the stream has ended cleanly
  /// @throws AssertionError if neither comes within the time-out, or the stream breaks off
  @Override
  public boolean hasNext() {
    return switch (peek()) {
      case Item.Event event -> true;
      case Item.End end -> false;
      case Item.Broken(var cause) -> throw broken(cause);
    };
  }

  /// Waits for the next event.
  ///
  /// @return the event
  /// @throws NoSuchElementException if the stream has ended cleanly
  /// @throws AssertionError if none comes within the time-out, or the stream breaks off
  @Override
  public ReceivedEvent next() {
    return switch (peek()) {
      case Item.Event(var event) -> {
        next = null;
        yield check.apply(event);
      }
      case Item.End end ->
          throw new NoSuchElementException("The events of " + request + " have ended.");
      case Item.Broken(var cause) -> throw broken(cause);
    };
  }

  /// Waits for some events.
  ///
  /// @param count how many
  /// @return the events
  /// @throws NoSuchElementException if the stream ends cleanly before
  /// @throws AssertionError if one of them does not come within the time-out, or the stream breaks
  ///   off
  public List<ReceivedEvent> next(int count) {
    var events = new ArrayList<ReceivedEvent>();
    while (events.size() < count) {
      events.add(next());
    }
    return List.copyOf(events);
  }

  /// Waits for the clean end of the stream.
  ///
  /// @return all events until then
  /// @throws AssertionError if an event or the end does not come within the time-out, or the stream
  ///   breaks off
  public List<ReceivedEvent> rest() {
    var events = new ArrayList<ReceivedEvent>();
    while (hasNext()) {
      events.add(next());
    }
    return List.copyOf(events);
  }

  private Item peek() {
    var known = next;
    if (known == null) {
      known = poll();
      next = known;
    }
    return known;
  }

  private Item poll() {
    try {
      var item = items.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (item == null) {
        throw new AssertionError(
            request
                + " had no further event within "
                + timeout
                + ". If it needs longer, set timeout(…) of the test client.");
      }
      return item;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(
          "The test was interrupted while it waited for an event of " + request + ".", interrupted);
    }
  }

  private AssertionError broken(IOException cause) {
    var failure = response.failure().get();
    return failure.isPresent()
        ? new UnexpectedServerError(request + ": the events broke off", failure.get())
        : new AssertionError("The events of " + request + " broke off: " + cause, cause);
  }

  /// Leaves, as a client does that has seen enough, and waits until the application is done with
  /// the stream, unless it runs elsewhere. Does nothing the second time.
  ///
  /// @throws AssertionError if the application is not done within the time-out: its producer waits
  ///   for something, and is not moved by the interruption
  @Override
  public void close() {
    reader.interrupt();
    response.leave();
  }
}
