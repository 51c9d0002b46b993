package dev.lodestar.engine;

import static dev.lodestar.engine.OptionChecks.checkPositive;
import static dev.lodestar.engine.OptionChecks.checkRange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server does when more is asked of it than it can do, and how slow a client may be.
/// Immutable and thread-safe; start from [#defaults()] and change what differs.
///
/// ```java
/// var options = ServerOptions.defaults()
///     .withOverload(OverloadOptions.defaults().withMaxRequestsInFlight(500));
/// ```
public final class OverloadOptions {
  private static final OverloadOptions DEFAULTS = new OverloadOptions(new Draft());

  private final long maxRequestsInFlight;
  private final long maxRequestsPerConnection;
  private final long maxConnectionsPerAddress;
  private final long maxBufferedBodies;
  private final int maxMemoryUse;
  private final Duration retryAfter;
  private final long minBodyRate;
  private final long minResponseRate;
  private final Duration rateWindow;

  private OverloadOptions(Draft draft) {
    maxRequestsInFlight = draft.maxRequestsInFlight;
    maxRequestsPerConnection = draft.maxRequestsPerConnection;
    maxConnectionsPerAddress = draft.maxConnectionsPerAddress;
    maxBufferedBodies = draft.maxBufferedBodies;
    maxMemoryUse = draft.maxMemoryUse;
    retryAfter = draft.retryAfter;
    minBodyRate = draft.minBodyRate;
    minResponseRate = draft.minResponseRate;
    rateWindow = draft.rateWindow;
    check();
  }

  private void check() {
    checkRange("maxRequestsInFlight", maxRequestsInFlight, 1, Long.MAX_VALUE);
    checkRange("maxRequestsPerConnection", maxRequestsPerConnection, 1, Long.MAX_VALUE);
    checkRange("maxConnectionsPerAddress", maxConnectionsPerAddress, 1, Long.MAX_VALUE);
    checkRange("maxBufferedBodies", maxBufferedBodies, 65_536, Long.MAX_VALUE);
    checkRange("maxMemoryUse", maxMemoryUse, 50, 100);
    checkPositive("retryAfter", retryAfter);
    checkRange("minBodyRate", minBodyRate, 0, 1_000_000_000);
    checkRange("minResponseRate", minResponseRate, 0, 1_000_000_000);
    checkPositive("rateWindow", rateWindow);
  }

  /// Returns the defaults.
  ///
  /// @return the options that the methods of this class describe
  public static OverloadOptions defaults() {
    return DEFAULTS;
  }

  /// Returns the most requests that the application is at work on at a time; 10,000 by default,
  /// `Long.MAX_VALUE` for no limit. A request counts from the moment at which it is handed to the
  /// application until its response is there; a response that is streamed after that does not
  /// count. Beyond it, requests are answered 503 with `Retry-After` at once, without a thread.
  ///
  /// @return the value
  public long maxRequestsInFlight() {
    return maxRequestsInFlight;
  }

  /// Returns the most requests of one connection; no limit by default, which is `Long.MAX_VALUE`.
  /// The response to the last one says `Connection: close`.
  ///
  /// @return the value
  public long maxRequestsPerConnection() {
    return maxRequestsPerConnection;
  }

  /// Returns the most open connections of one address of clients; no limit by default, which is
  /// `Long.MAX_VALUE`. For IPv6, the first 64 bits count as the address. Trusted proxies have no
  /// limit. A connection beyond it is closed at once.
  ///
  /// @return the value
  public long maxConnectionsPerAddress() {
    return maxConnectionsPerAddress;
  }

  /// Returns the most bytes of request bodies that are received whole, all requests that are read
  /// or answered together, and of WebSocket messages that are unfinished or wait for their
  /// handlers; 268,435,456 by default, and never more than half of the heap. A body beyond it is
  /// refused with 503 and `Retry-After`.
  ///
  /// A body of up to 16 KB that comes at once counts only if its handler blocks or takes more than
  /// 10 ms. A connection of HTTP/2 or HTTP/3 may have a quarter for all its bodies, unless it is
  /// one body.
  ///
  /// While more than half of it is in use, a body that has not come whole has to bring as many
  /// bytes in a minute as are kept of it, taken over [#rateWindow()], or is refused with 408. So
  /// clients that send much at once and the rest slowly have half of it at most.
  ///
  /// @return the value
  public long maxBufferedBodies() {
    return maxBufferedBodies;
  }

  /// Returns how much of the heap, or of the direct memory, may be in use right after a garbage
  /// collection, in percent; 90 by default, 100 to look at neither. Beyond it, requests are
  /// answered 503 with `Retry-After` for a second, or until the next collection has shown that
  /// there is room again.
  ///
  /// @return the value
  public int maxMemoryUse() {
    return maxMemoryUse;
  }

  /// Returns what `Retry-After` says with a 503 of the server; 2 seconds by default, whole seconds
  /// are sent.
  ///
  /// @return the value
  public Duration retryAfter() {
    return retryAfter;
  }

  /// Returns the least number of bytes per second that a client has to send of a body, on average
  /// over [#rateWindow()] and while the server waits for it; 240 by default, 0 for any. A slower
  /// one is answered 408.
  ///
  /// @return the value
  public long minBodyRate() {
    return minBodyRate;
  }

  /// Returns the least number of bytes per second that a client has to take of a response, on
  /// average over [#rateWindow()] and while there are bytes for it; 240 by default, 0 for any. The
  /// connection of a slower one is closed.
  ///
  /// @return the value
  public long minResponseRate() {
    return minResponseRate;
  }

  /// Returns the time over which the rates are taken, which is also the time that a client has to
  /// reach them; 10 seconds by default.
  ///
  /// @return the value
  public Duration rateWindow() {
    return rateWindow;
  }

  /// Returns options whose server lets the application be at work on another number of requests.
  ///
  /// @param maxRequestsInFlight as [#maxRequestsInFlight()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMaxRequestsInFlight(long maxRequestsInFlight) {
    var draft = new Draft(this);
    draft.maxRequestsInFlight = maxRequestsInFlight;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server answers another number of requests on one connection.
  ///
  /// @param maxRequestsPerConnection as [#maxRequestsPerConnection()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMaxRequestsPerConnection(long maxRequestsPerConnection) {
    var draft = new Draft(this);
    draft.maxRequestsPerConnection = maxRequestsPerConnection;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server keeps another number of connections of one address.
  ///
  /// @param maxConnectionsPerAddress as [#maxConnectionsPerAddress()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMaxConnectionsPerAddress(long maxConnectionsPerAddress) {
    var draft = new Draft(this);
    draft.maxConnectionsPerAddress = maxConnectionsPerAddress;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server keeps another number of bytes of bodies in memory.
  ///
  /// @param maxBufferedBodies as [#maxBufferedBodies()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMaxBufferedBodies(long maxBufferedBodies) {
    var draft = new Draft(this);
    draft.maxBufferedBodies = maxBufferedBodies;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server turns requests away at another use of memory.
  ///
  /// @param maxMemoryUse as [#maxMemoryUse()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMaxMemoryUse(int maxMemoryUse) {
    var draft = new Draft(this);
    draft.maxMemoryUse = maxMemoryUse;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server tells clients another time to wait.
  ///
  /// @param retryAfter as [#retryAfter()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withRetryAfter(Duration retryAfter) {
    var draft = new Draft(this);
    draft.retryAfter = retryAfter;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server wants another rate of bodies.
  ///
  /// @param minBodyRate as [#minBodyRate()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMinBodyRate(long minBodyRate) {
    var draft = new Draft(this);
    draft.minBodyRate = minBodyRate;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server wants another rate of responses.
  ///
  /// @param minResponseRate as [#minResponseRate()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withMinResponseRate(long minResponseRate) {
    var draft = new Draft(this);
    draft.minResponseRate = minResponseRate;
    return new OverloadOptions(draft);
  }

  /// Returns options whose server takes the rates over another time.
  ///
  /// @param rateWindow as [#rateWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public OverloadOptions withRateWindow(Duration rateWindow) {
    var draft = new Draft(this);
    draft.rateWindow = rateWindow;
    return new OverloadOptions(draft);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OverloadOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "OverloadOptions" + values();
  }

  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("maxRequestsInFlight", maxRequestsInFlight);
    values.put("maxRequestsPerConnection", maxRequestsPerConnection);
    values.put("maxConnectionsPerAddress", maxConnectionsPerAddress);
    values.put("maxBufferedBodies", maxBufferedBodies);
    values.put("maxMemoryUse", maxMemoryUse);
    values.put("retryAfter", retryAfter);
    values.put("minBodyRate", minBodyRate);
    values.put("minResponseRate", minResponseRate);
    values.put("rateWindow", rateWindow);
    return values;
  }

  /// Options that are being changed, beginning with the defaults.
  private static final class Draft {
    private long maxRequestsInFlight = 10_000;
    private long maxRequestsPerConnection = Long.MAX_VALUE;
    private long maxConnectionsPerAddress = Long.MAX_VALUE;
    private long maxBufferedBodies = 268_435_456;
    private int maxMemoryUse = 90;
    private Duration retryAfter = Duration.ofSeconds(2);
    private long minBodyRate = 240;
    private long minResponseRate = 240;
    private Duration rateWindow = Duration.ofSeconds(10);

    Draft() {}

    Draft(OverloadOptions options) {
      maxRequestsInFlight = options.maxRequestsInFlight;
      maxRequestsPerConnection = options.maxRequestsPerConnection;
      maxConnectionsPerAddress = options.maxConnectionsPerAddress;
      maxBufferedBodies = options.maxBufferedBodies;
      maxMemoryUse = options.maxMemoryUse;
      retryAfter = options.retryAfter;
      minBodyRate = options.minBodyRate;
      minResponseRate = options.minResponseRate;
      rateWindow = options.rateWindow;
    }
  }
}
