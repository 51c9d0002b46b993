package dev.lodestar.log;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What log lines say of the request that is being handled: its id, and fields that the application
/// adds. The back end of `lodestar-logging` writes both into every line that is logged while a
/// request is handled, while its response is streamed, in its background tasks and in those who
/// listen to its events. Thread-safe.
///
/// ```java
/// LogContext.put("user", user.id());
/// ```
///
/// It belongs to the request, not to the thread. Threads that a handler starts itself do not know
/// it, but for those of a `StructuredTaskScope`; hand it on with [#wrap(Runnable)].
public final class LogContext {
  /// How many fields a request may have: 50. More are left out.
  public static final int MAX_FIELDS = 50;

  private static final ScopedValue<Request> CURRENT = ScopedValue.newInstance();

  private LogContext() {}

  /// The fields of one request.
  private static final class Fields {
    static final Key<Fields> KEY = Key.of("lodestar.log.fields", Fields.class);

    private final Map<String, String> values = new LinkedHashMap<>();

    synchronized void put(String name, String value) {
      if (values.size() < MAX_FIELDS || values.containsKey(name)) {
        values.put(name, value);
      }
    }

    synchronized Map<String, String> copy() {
      return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// Adds a field to all further lines of the current request. Does nothing where no request is
  /// handled.
  ///
  /// @param name what it is called; of several values for one name the last counts
  /// @param value its value, which is kept as a text
  public static void put(String name, Object value) {
    if (CURRENT.isBound()) {
      put(CURRENT.get(), name, value);
    }
  }

  /// Adds a field to all further lines of a request.
  ///
  /// @param request the request
  /// @param name what it is called
  /// @param value its value, which is kept as a text
  public static void put(Request request, String name, Object value) {
    request
        .attribute(Fields.KEY, Fields::new)
        .put(requireNonNull(name, "name"), String.valueOf(requireNonNull(value, "value")));
  }

  /// Returns the fields of a request.
  ///
  /// @param request the request
  /// @return values by names, in the order in which they were added
  public static Map<String, String> fields(Request request) {
    return request.attribute(Fields.KEY).map(Fields::copy).orElse(Map.of());
  }

  /// Returns the request that this thread is at work for.
  ///
  /// @return the request; nothing where none is handled
  public static Optional<Request> request() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Does something for a request. Called by the framework wherever it calls what belongs to one.
  ///
  /// @param <T> the type of the result
  /// @param <X> the type of the exceptions
  /// @param request the request
  /// @param work what to do
  /// @return what the work returns
  /// @throws X what the work throws
  public static <T, X extends Throwable> T call(
      Request request, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CURRENT, request).call(work);
  }

  /// Does something for a request, as [#call] does.
  ///
  /// @param request the request
  /// @param work what to do
  public static void run(Request request, Runnable work) {
    ScopedValue.where(CURRENT, request).run(work);
  }

  /// Takes the current request along to another thread.
  ///
  /// @param work what will be done there
  /// @return the same work, for the request that this thread is at work for
  public static Runnable wrap(Runnable work) {
    if (!CURRENT.isBound()) {
      return work;
    }
    var request = CURRENT.get();
    return () -> run(request, work);
  }
}
