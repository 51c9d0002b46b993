package dev.lodestar.sse;

import dev.lodestar.http.StopSignal;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A stream of server-sent events, as the result of a handler.
///
/// ```java
/// @Get("/ticks")
/// Sse<Tick> ticks() {
///   return Sse.produce(events -> {
///     while (true) {
///       events.send(clock.next());
///     }
///   });
/// }
/// ```
///
/// The head is sent at once, and each event as soon as it is there. Data that is a `String` is sent
/// as it is, anything else as JSON by the codecs of the route.
///
/// - Cancellation: when the client leaves or the server stops, the thread that waits for the next
///   event is interrupted. That is no failure, and nothing is logged.
/// - Closing: a `Stream`, or an `Iterator` that is `AutoCloseable`, is closed exactly once, also if
///   the response is never sent.
/// - Failures: what fails while the stream is sent is logged once, and the response is broken off,
///   so that the client connects again; see [#awaitingFirst()].
/// - Shutdown: when the server begins to stop, the last event is `shutdown`, and the stream ends.
///
/// Immutable; every method returns a new one. What was made of a `Stream` or an `Iterator` can be
/// returned once.
///
/// @param <T> the type of the data
public final class Sse<T> {
  /// After how much silence a comment is sent, unless the stream says otherwise.
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// The name of the event that is sent last when the server stops.
  public static final String SHUTDOWN_EVENT = "shutdown";

  private static final Optional<ServerSentEvent<String>> SHUTDOWN =
      Optional.of(ServerSentEvent.of(SHUTDOWN_EVENT, ""));

  private final EventSource source;
  private final Optional<Duration> heartbeat;
  private final Optional<Duration> retry;
  private final Optional<ServerSentEvent<String>> last;
  private final boolean awaitsFirst;

  private Sse(
      EventSource source,
      Optional<Duration> heartbeat,
      Optional<Duration> retry,
      Optional<ServerSentEvent<String>> last,
      boolean awaitsFirst) {
    this.source = source;
    this.heartbeat = heartbeat;
    this.retry = retry;
    this.last = last;
    this.awaitsFirst = awaitsFirst;
  }

  private static <T> Sse<T> of(EventSource source) {
    return new Sse<>(source, Optional.of(HEARTBEAT), Optional.empty(), SHUTDOWN, false);
  }

  /// Returns a stream of data, each of which becomes an event.
  ///
  /// @param <T> the type of the data
  /// @param data yields it; iterated over when the stream is sent, and not before
  /// @return the stream
  public static <T> Sse<T> of(Iterable<? extends T> data) {
    return of(new EventSource.OfIterable(data));
  }

  /// Returns a stream of data, each of which becomes an event.
  ///
  /// @param <T> the type of the data
  /// @param data yields it; may block. Closed in the end, if it is `AutoCloseable`
  /// @return the stream
  public static <T> Sse<T> of(Iterator<? extends T> data) {
    return of(new EventSource.Once(data));
  }

  /// Returns a stream of data, each of which becomes an event.
  ///
  /// @param <T> the type of the data
  /// @param data yields it; may block. Closed in the end
  /// @return the stream
  public static <T> Sse<T> of(Stream<? extends T> data) {
    return of(new EventSource.Once(data));
  }

  /// Returns a stream of events with names, ids or retry times of their own.
  ///
  /// @param <T> the type of the data
  /// @param events yields them; iterated over when the stream is sent, and not before
  /// @return the stream
  public static <T> Sse<T> ofEvents(Iterable<ServerSentEvent<T>> events) {
    return of(new EventSource.OfIterable(events));
  }

  /// Returns a stream of events with names, ids or retry times of their own.
  ///
  /// @param <T> the type of the data
  /// @param events yields them; may block. Closed in the end, if it is `AutoCloseable`
  /// @return the stream
  public static <T> Sse<T> ofEvents(Iterator<ServerSentEvent<T>> events) {
    return of(new EventSource.Once(events));
  }

  /// Returns a stream of events with names, ids or retry times of their own.
  ///
  /// @param <T> the type of the data
  /// @param events yields them; may block. Closed in the end
  /// @return the stream
  public static <T> Sse<T> ofEvents(Stream<ServerSentEvent<T>> events) {
    return of(new EventSource.Once(events));
  }

  /// Returns a stream of what a program sends.
  ///
  /// ```java
  /// Sse.<Progress>produce(events -> {
  ///   for (var step : steps) {
  ///     events.send(step.run());
  ///   }
  /// });
  /// ```
  ///
  /// @param <T> the type of the data
  /// @param producer sends the events, and returns when there are no more
  /// @return the stream
  public static <T> Sse<T> produce(EventProducer<T> producer) {
    return of(new EventSource.OfProducer(producer));
  }

  /// Returns this stream with another heartbeat: a comment, which clients ignore, tells proxies
  /// that the connection is alive, and shows the server whether the client still is there.
  ///
  /// @param interval after how much silence a comment is sent; [#HEARTBEAT] by default. It may come
  ///   some seconds late
  /// @return the new stream
  /// @throws IllegalArgumentException if it is not positive
  public Sse<T> heartbeat(Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException(
          "The interval of the heartbeat is "
              + interval
              + ", but it has to be longer than nothing; withoutHeartbeat() turns it off.");
    }
    return new Sse<>(source, Optional.of(interval), retry, last, awaitsFirst);
  }

  /// Returns this stream without a heartbeat. A client that leaves during a silence may be noticed
  /// late then.
  ///
  /// @return the new stream
  public Sse<T> withoutHeartbeat() {
    return new Sse<>(source, Optional.empty(), retry, last, awaitsFirst);
  }

  /// Returns this stream with a retry time, which the client is told before the first event.
  ///
  /// @param retry how long the client waits before it connects again, 0 to 2,147,483,647 ms;
  ///   without it, some seconds, as the browser likes
  /// @return the new stream
  /// @throws IllegalArgumentException if the time is out of its range
  public Sse<T> retry(Duration retry) {
    return new Sse<>(
        source, heartbeat, Optional.of(ServerSentEvent.checkRetry(retry)), last, awaitsFirst);
  }

  /// Returns this stream with another last event for the stop of the server.
  ///
  /// @param event the event; by default its name is [#SHUTDOWN_EVENT] and its data the empty text
  /// @return the new stream
  public Sse<T> shutdownEvent(ServerSentEvent<String> event) {
    return new Sse<>(source, heartbeat, retry, Optional.of(event), awaitsFirst);
  }

  /// Returns this stream without a last event for the stop of the server; it ends nevertheless.
  ///
  /// @return the new stream
  public Sse<T> withoutShutdownEvent() {
    return new Sse<>(source, heartbeat, retry, Optional.empty(), awaitsFirst);
  }

  /// Returns this stream with its head held back until its first event is there. What fails before
  /// is answered as a failure of the handler, a 500 for instance, and a [time
  /// limit][dev.lodestar.Timeout] of the route counts until then. Meanwhile the client does not
  /// know that it is connected, so this is for streams whose first event comes soon.
  ///
  /// @return the new stream
  /// @throws IllegalStateException if the stream is [produced][#produce(EventProducer)]: a producer
  ///   runs after the head
  public Sse<T> awaitingFirst() {
    if (source instanceof EventSource.OfProducer) {
      throw new IllegalStateException(
          "A producer runs after the head, so its first event cannot be awaited; do in the handler"
              + " what may fail, or return an Iterator.");
    }
    return new Sse<>(source, heartbeat, retry, last, true);
  }

  /// Returns the interval of the heartbeat.
  ///
  /// @return the interval; nothing if there is no heartbeat
  public Optional<Duration> heartbeat() {
    return heartbeat;
  }

  /// Returns what closes the source of the events, for those who do not send them. Called by the
  /// framework.
  ///
  /// @return closes it, unless it is closed already
  public AutoCloseable closing() {
    return source instanceof EventSource.Once once ? once::close : () -> {};
  }

  /// Makes this the content of a response. Called by the framework.
  ///
  /// @param encoder writes data
  /// @param stop tells that the server stops
  /// @return the content, to be closed whether it is sent or not
  /// @throws IllegalStateException if the stream can be sent once and has been
  public EventStreamBody open(Function<Object, byte[]> encoder, StopSignal stop) {
    var prelude = new EventText();
    retry.ifPresent(prelude::appendRetry);
    return new EventStreamBody(source, encoder, prelude, last, awaitsFirst, stop);
  }
}
