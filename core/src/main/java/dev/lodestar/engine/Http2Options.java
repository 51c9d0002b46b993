package dev.lodestar.engine;

import static dev.lodestar.engine.OptionChecks.checkRange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a server speaks HTTP/2 (RFC 9113), and what it puts up with from a client. Sizes of heads
/// and bodies and the time-outs are those of [ServerOptions], whatever carries a request. Immutable
/// and thread-safe; start from [#defaults()] and change what differs.
///
/// ```java
/// var options = ServerOptions.defaults()
///     .withHttp2(Http2Options.defaults().withMaxConcurrentStreams(250));
/// ```
public final class Http2Options {
  private static final Http2Options DEFAULTS = new Http2Options(new Draft());

  private final boolean enabled;
  private final int maxConcurrentStreams;
  private final int streamWindow;
  private final int connectionWindow;
  private final int maxResets;
  private final int maxControlFrames;
  private final Duration floodWindow;

  private Http2Options(Draft draft) {
    enabled = draft.enabled;
    maxConcurrentStreams = draft.maxConcurrentStreams;
    streamWindow = draft.streamWindow;
    connectionWindow = draft.connectionWindow;
    maxResets = draft.maxResets;
    maxControlFrames = draft.maxControlFrames;
    floodWindow = draft.floodWindow;
    check();
  }

  private void check() {
    checkRange("maxConcurrentStreams", maxConcurrentStreams, 1, 1_000_000);
    checkRange("streamWindow", streamWindow, 16_384, Integer.MAX_VALUE);
    checkRange("connectionWindow", connectionWindow, 65_535, Integer.MAX_VALUE);
    checkRange("maxResets", maxResets, 1, 1_000_000);
    checkRange("maxControlFrames", maxControlFrames, 10, 100_000_000);
    if (floodWindow.isNegative() || floodWindow.isZero()) {
      throw new IllegalArgumentException(
          "The floodWindow is " + floodWindow + ", but it has to be longer than zero.");
    }
  }

  /// Returns the defaults.
  ///
  /// @return the options that the methods of this class describe
  public static Http2Options defaults() {
    return DEFAULTS;
  }

  /// Tells whether the server speaks HTTP/2; `true` by default: to clients that start with it, to
  /// those that ask for it with `Upgrade: h2c`, and over TLS to those that choose it (ALPN).
  ///
  /// @return the value
  public boolean enabled() {
    return enabled;
  }

  /// Returns the most requests of a connection that may be open at a time; 100 by default. A
  /// request whose client has given it up counts as long as its handler is at work. One beyond it
  /// is refused before it is read (REFUSED_STREAM), so that clients may try again.
  ///
  /// @return the value
  public int maxConcurrentStreams() {
    return maxConcurrentStreams;
  }

  /// Returns how many bytes of a request's body the client may send ahead of the handler; 262,144
  /// by default. It is the initial flow control window of streams.
  ///
  /// @return the value
  public int streamWindow() {
    return streamWindow;
  }

  /// Returns how many bytes of all request bodies of a connection may wait for their handlers;
  /// 1,048,576 by default. It is the flow control window of connections.
  ///
  /// @return the value
  public int connectionWindow() {
    return connectionWindow;
  }

  /// Returns the most requests that a client may give up, or make the server give up by breaking
  /// the rules, within [#floodWindow()]; 200 by default. More is an attack (CVE-2023-44487,
  /// CVE-2025-8671): the connection ends with ENHANCE_YOUR_CALM.
  ///
  /// @return the value
  public int maxResets() {
    return maxResets;
  }

  /// Returns the most frames that serve no request which a client may send within [#floodWindow()]:
  /// SETTINGS, PING, PRIORITY, WINDOW_UPDATE, empty DATA and unknown ones; 2,000 by default. Each
  /// request allows ten more, each frame of content three. Beyond it the connection ends with
  /// ENHANCE_YOUR_CALM.
  ///
  /// @return the value
  public int maxControlFrames() {
    return maxControlFrames;
  }

  /// Returns the time in which [#maxResets()] and [#maxControlFrames()] are counted; 30 seconds by
  /// default.
  ///
  /// @return the value
  public Duration floodWindow() {
    return floodWindow;
  }

  /// Returns options whose server speaks HTTP/2 or not.
  ///
  /// @param enabled as [#enabled()] describes it
  /// @return the new options
  public Http2Options withEnabled(boolean enabled) {
    var draft = new Draft(this);
    draft.enabled = enabled;
    return new Http2Options(draft);
  }

  /// Returns options whose server allows another number of open requests for each connection.
  ///
  /// @param maxConcurrentStreams as [#maxConcurrentStreams()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withMaxConcurrentStreams(int maxConcurrentStreams) {
    var draft = new Draft(this);
    draft.maxConcurrentStreams = maxConcurrentStreams;
    return new Http2Options(draft);
  }

  /// Returns options whose server lets clients send another number of bytes ahead.
  ///
  /// @param streamWindow as [#streamWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withStreamWindow(int streamWindow) {
    var draft = new Draft(this);
    draft.streamWindow = streamWindow;
    return new Http2Options(draft);
  }

  /// Returns options whose server lets another number of bytes of a connection wait.
  ///
  /// @param connectionWindow as [#connectionWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withConnectionWindow(int connectionWindow) {
    var draft = new Draft(this);
    draft.connectionWindow = connectionWindow;
    return new Http2Options(draft);
  }

  /// Returns options whose server accepts another number of requests that are given up.
  ///
  /// @param maxResets as [#maxResets()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withMaxResets(int maxResets) {
    var draft = new Draft(this);
    draft.maxResets = maxResets;
    return new Http2Options(draft);
  }

  /// Returns options whose server accepts another number of frames that serve no request.
  ///
  /// @param maxControlFrames as [#maxControlFrames()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withMaxControlFrames(int maxControlFrames) {
    var draft = new Draft(this);
    draft.maxControlFrames = maxControlFrames;
    return new Http2Options(draft);
  }

  /// Returns options whose server counts floods over another time.
  ///
  /// @param floodWindow as [#floodWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http2Options withFloodWindow(Duration floodWindow) {
    var draft = new Draft(this);
    draft.floodWindow = floodWindow;
    return new Http2Options(draft);
  }

  /// Names and values, in the order in which [#toString()] shows them.
  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("enabled", enabled);
    values.put("maxConcurrentStreams", maxConcurrentStreams);
    values.put("streamWindow", streamWindow);
    values.put("connectionWindow", connectionWindow);
    values.put("maxResets", maxResets);
    values.put("maxControlFrames", maxControlFrames);
    values.put("floodWindow", floodWindow);
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Http2Options options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Http2Options" + values();
  }

  /// What is being put together.
  private static final class Draft {
    private boolean enabled = true;
    private int maxConcurrentStreams = 100;
    private int streamWindow = 262_144;
    private int connectionWindow = 1_048_576;
    private int maxResets = 200;
    private int maxControlFrames = 2_000;
    private Duration floodWindow = Duration.ofSeconds(30);

    Draft() {}

    Draft(Http2Options options) {
      enabled = options.enabled;
      maxConcurrentStreams = options.maxConcurrentStreams;
      streamWindow = options.streamWindow;
      connectionWindow = options.connectionWindow;
      maxResets = options.maxResets;
      maxControlFrames = options.maxControlFrames;
      floodWindow = options.floodWindow;
    }
  }
}
