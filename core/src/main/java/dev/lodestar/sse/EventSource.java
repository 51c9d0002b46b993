package dev.lodestar.sse;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the events of a stream come from. What it yields is data, or whole events.
sealed interface EventSource {

  /// Events that are asked for one after the other.
  interface Pulled {

    Iterator<?> iterator();

    void close() throws Exception;
  }

  /// Something that can be iterated over again and again; each stream of events does so once it is
  /// sent, and not before.
  record OfIterable(Iterable<?> iterable) implements EventSource {
    Pulled open() {
      return new Pulled() {
        private @Nullable Iterator<?> iterator;

        @Override
        public Iterator<?> iterator() {
          iterator = iterable.iterator();
          return iterator;
        }

        @Override
        public void close() throws Exception {
          if (iterator instanceof AutoCloseable closeable) {
            closeable.close();
          }
        }
      };
    }
  }

  /// Something that can be read once.
  final class Once implements EventSource, Pulled {
    private final Object source;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    Once(Object source) {
      this.source = source;
    }

    Pulled open() {
      if (!opened.compareAndSet(false, true)) {
        throw new IllegalStateException(
            "The same Sse was returned a second time, but its "
                + (source instanceof Stream<?> ? "Stream" : "Iterator")
                + " can be read only once; make a new one for each response.");
      }
      return this;
    }

    @Override
    public Iterator<?> iterator() {
      return source instanceof Stream<?> stream ? stream.iterator() : (Iterator<?>) source;
    }

    @Override
    public void close() throws Exception {
      if (source instanceof AutoCloseable closeable && closed.compareAndSet(false, true)) {
        closeable.close();
      }
    }
  }

  /// A program that sends.
  record OfProducer(EventProducer<?> producer) implements EventSource {}
}
