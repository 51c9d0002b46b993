package dev.lodestar.sse;

import dev.lodestar.http.StopSignal;
import dev.lodestar.http.StreamBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The events of one response on their way. Called by the framework.
public final class EventStreamBody implements StreamBody, AutoCloseable {
  private final EventSource source;
  private final EventSource.@Nullable Pulled pulled;
  private final Function<Object, byte[]> encoder;
  private final EventText text;
  private final Optional<ServerSentEvent<String>> last;
  private final boolean awaitsFirst;
  private final StopSignal.Registration stop;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Held while something is written, which may take as long as the client likes.
  private final ReentrantLock writing = new ReentrantLock();

  // What follows is used under the lock of writing only.
  private @Nullable OutputStream out;
  private @Nullable IOException broken;

  /// Guards what follows. Never held for long, so that a stop waits for nobody.
  private final Object state = new Object();

  /// The thread that waits for an event and may be interrupted; none while it writes.
  private @Nullable Thread waiting;

  private boolean ending;

  /// What is being read. Used by one thread after the other: the one that waits for the first event
  /// before the head is sent, and the one that goes on after it.
  private @Nullable Iterator<?> iterator;

  private boolean hasFirst;
  private @Nullable Object first;

  EventStreamBody(
      EventSource source,
      Function<Object, byte[]> encoder,
      EventText prelude,
      Optional<ServerSentEvent<String>> last,
      boolean awaitsFirst,
      StopSignal stop) {
    this.source = source;
    this.encoder = encoder;
    this.text = prelude;
    this.last = last;
    this.awaitsFirst = awaitsFirst;
    pulled =
        switch (source) {
          case EventSource.OfIterable iterable -> iterable.open();
          case EventSource.Once once -> once.open();
          case EventSource.OfProducer _ -> null;
        };
    this.stop = stop.onStop(this::end);
  }

  /// The server stops. Who writes is not interrupted: events are not to be torn.
  private void end() {
    synchronized (state) {
      ending = true;
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  private boolean isEnding() {
    synchronized (state) {
      return ending;
    }
  }

  /// The current thread is about to wait for an event.
  ///
  /// @return `false` if there will be none any more
  private boolean beginWaiting() {
    synchronized (state) {
      if (!ending) {
        waiting = Thread.currentThread();
      }
      return !ending;
    }
  }

  /// The current thread waits no longer. An interruption that told it to end has done its work.
  private void endWaiting() {
    synchronized (state) {
      waiting = null;
      if (ending) {
        var _ = Thread.interrupted();
      }
    }
  }

  /// Waits for the first event, if the stream is to be sent only when it is there. Called before
  /// the head is sent.
  ///
  /// @throws Exception if there is a failure instead of an event
  public void awaitFirst() throws Exception {
    if (!awaitsFirst || pulled == null || !beginWaiting()) {
      return;
    }
    try {
      var items = iterator(pulled);
      if (items.hasNext()) {
        first = items.next();
        hasFirst = true;
      }
    } catch (Exception failure) {
      if (!isEnding()) {
        throw failure;
      }
    } finally {
      endWaiting();
    }
  }

  @Override
  public void writeTo(OutputStream out) throws Exception {
    try (this) {
      begin(out);
      try {
        run();
      } catch (Exception failure) {
        if (!isEnding()) {
          throw failure;
        }
        LoggerFactory.getLogger(EventStreamBody.class).debug("event_stream_ended_by_stop", failure);
      } finally {
        endWaiting();
      }
      finish();
    }
  }

  private void begin(OutputStream out) throws IOException {
    writing.lock();
    try {
      this.out = out;
      send();
    } finally {
      writing.unlock();
    }
  }

  private void run() throws Exception {
    if (source instanceof EventSource.OfProducer(var producer)) {
      if (beginWaiting()) {
        produce(producer);
      }
    } else if (pulled != null) {
      pull(pulled);
    }
  }

  private <T> void produce(EventProducer<T> producer) throws Exception {
    producer.produce(new Sender<T>(Thread.currentThread()));
  }

  private void pull(EventSource.Pulled pulled) throws Exception {
    if (hasFirst) {
      write(first);
      first = null;
    }
    while (beginWaiting()) {
      Object item;
      try {
        var items = iterator(pulled);
        if (!items.hasNext()) {
          return;
        }
        item = items.next();
      } finally {
        endWaiting();
      }
      write(item);
    }
  }

  private Iterator<?> iterator(EventSource.Pulled pulled) {
    var known = iterator;
    if (known == null) {
      known = pulled.iterator();
      iterator = known;
    }
    return known;
  }

  /// Writes the last event, if the server stops, and lets nothing follow.
  private void finish() throws IOException {
    writing.lock();
    try {
      // An event that did not arrive whole cannot be followed by an end that looks clean, even if
      // its producer made nothing of it.
      if (broken != null) {
        throw broken;
      }
      if (isEnding() && last.isPresent()) {
        text.append(last.get(), encoder);
        send();
      }
      out = null;
    } finally {
      writing.unlock();
    }
  }

  private void write(@Nullable Object item) throws IOException {
    Objects.requireNonNull(item, "An event of the stream is null.");
    writing.lock();
    try {
      if (out == null) {
        throw new IllegalStateException(
            "The stream of events is over: its producer has returned already.");
      }
      if (broken != null) {
        throw new IOException("The stream of events is broken.", broken);
      }
      append(item);
      send();
    } finally {
      writing.unlock();
    }
  }

  private void append(Object item) {
    try {
      if (item instanceof ServerSentEvent<?> event) {
        text.append(event, encoder);
      } else {
        text.appendData(encoder.apply(item));
      }
    } catch (RuntimeException | Error unencodable) {
      text.clear();
      throw unencodable;
    }
  }

  /// Sends what the text holds, all of it or nothing that could be taken for something whole.
  private void send() throws IOException {
    var target = Objects.requireNonNull(out);
    try {
      if (text.length() > 0) {
        target.write(text.bytes(), 0, text.length());
      }
      target.flush();
    } catch (IOException failure) {
      broken = failure;
      throw failure;
    } finally {
      text.clear();
    }
  }

  /// Gives back what the events come from, once.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stop.close();
    if (pulled == null) {
      return;
    }
    try {
      pulled.close();
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LoggerFactory.getLogger("dev.lodestar.request").error("event_stream_close_failed", failure);
    }
  }

  /// What a producer sends with. Its own thread may be interrupted except while it writes.
  private final class Sender<T> implements EventSender<T> {
    private final Thread producer;

    Sender(Thread producer) {
      this.producer = producer;
    }

    @Override
    public void send(T data) throws IOException {
      sendItem(data);
    }

    @Override
    public void send(ServerSentEvent<? extends T> event) throws IOException {
      sendItem(event);
    }

    private void sendItem(@Nullable Object item) throws IOException {
      var own = Thread.currentThread() == producer;
      if (own) {
        endWaiting();
      }
      if (isEnding()) {
        throw ended();
      }
      try {
        write(item);
      } finally {
        if (own && !beginWaiting()) {
          // Whoever would have been interrupted while it waits is interrupted when it begins to.
          producer.interrupt();
        }
      }
    }

    private StreamEndedException ended() {
      return new StreamEndedException("The stream of events ends, because the server stops.");
    }

    @Override
    public boolean isOpen() {
      if (isEnding()) {
        return false;
      }
      if (!writing.tryLock()) {
        return true; // another thread is writing
      }
      try {
        return out != null && broken == null;
      } finally {
        writing.unlock();
      }
    }
  }
}
