package dev.lodestar.engine;

import static dev.lodestar.engine.OptionChecks.checkPositive;
import static dev.lodestar.engine.OptionChecks.checkRange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a server speaks HTTP/3 (RFC 9114) over QUIC (RFC 9000), and what it puts up with from a
/// client. Sizes of heads and bodies and the other time-outs are those of [ServerOptions], whatever
/// carries a request. Immutable and thread-safe; start from [#defaults()] and change what differs.
///
/// The server needs the artifact `lodestar-http3` on the class path, and [TLS][TlsOptions], since
/// QUIC has no clear text.
///
/// ```java
/// var options = ServerOptions.defaults().withPort(443).withTls(tls)
///     .withHttp3(Http3Options.defaults());
/// ```
///
/// The address of every client is checked before anything is computed for it (Retry, RFC 9000,
/// section 8.1.2). Requests in early data (0-RTT) are not accepted: anybody who has recorded them
/// could send them again (RFC 8470).
public final class Http3Options {
  private static final Http3Options DEFAULTS = new Http3Options(new Draft());

  private final int port;
  private final int maxConcurrentStreams;
  private final int streamWindow;
  private final int connectionWindow;
  private final int maxResets;
  private final int maxControlFrames;
  private final Duration floodWindow;
  private final Duration silenceTimeout;
  private final boolean advertised;
  private final Duration advertisedFor;

  private Http3Options(Draft draft) {
    port = draft.port;
    maxConcurrentStreams = draft.maxConcurrentStreams;
    streamWindow = draft.streamWindow;
    connectionWindow = draft.connectionWindow;
    maxResets = draft.maxResets;
    maxControlFrames = draft.maxControlFrames;
    floodWindow = draft.floodWindow;
    silenceTimeout = draft.silenceTimeout;
    advertised = draft.advertised;
    advertisedFor = draft.advertisedFor;
    check();
  }

  private void check() {
    checkRange("port", port, 0, 65_535);
    checkRange("maxConcurrentStreams", maxConcurrentStreams, 1, 1_000_000);
    checkRange("streamWindow", streamWindow, 16_384, Integer.MAX_VALUE);
    checkRange("connectionWindow", connectionWindow, 65_535, Integer.MAX_VALUE);
    checkRange("maxResets", maxResets, 1, 1_000_000);
    checkRange("maxControlFrames", maxControlFrames, 10, 100_000_000);
    checkPositive("floodWindow", floodWindow);
    checkPositive("silenceTimeout", silenceTimeout);
    checkPositive("advertisedFor", advertisedFor);
  }

  /// Returns the defaults.
  ///
  /// @return the options that the methods of this class describe
  public static Http3Options defaults() {
    return DEFAULTS;
  }

  /// Returns the port of UDP; 0 by default, which is the number of the port of TCP.
  ///
  /// @return the value
  public int port() {
    return port;
  }

  /// Returns the most requests of a connection that may be open at a time; 100 by default. The
  /// client is not allowed more (MAX_STREAMS). A request whose client has given it up counts as
  /// long as its handler is at work; one that is too many then is refused before it is read
  /// (H3_REQUEST_REJECTED), so that clients may try again.
  ///
  /// @return the value
  public int maxConcurrentStreams() {
    return maxConcurrentStreams;
  }

  /// Returns how many bytes of a request's body the client may send ahead; 262,144 by default. It
  /// is the first flow control window of a stream. For a client whose body is read as fast as it
  /// comes, QUIC lets the window grow, up to 16 MiB.
  ///
  /// @return the value
  public int streamWindow() {
    return streamWindow;
  }

  /// Returns how many bytes of all streams of a connection the client may send ahead; 1,048,576 by
  /// default. It is the first flow control window of a connection, which may grow up to 24 MiB.
  /// While bodies that no handler reads use it up, further requests of the connection wait; they go
  /// on when a handler reads on or ends.
  ///
  /// @return the value
  public int connectionWindow() {
    return connectionWindow;
  }

  /// Returns the most requests that a client may give up, or make the server give up by breaking
  /// the rules, within [#floodWindow()]; 200 by default. More is an attack: the connection ends
  /// with H3_EXCESSIVE_LOAD.
  ///
  /// @return the value
  public int maxResets() {
    return maxResets;
  }

  /// Returns the most frames that serve no request which a client may send within [#floodWindow()]:
  /// unknown ones, empty DATA, and all of what comes on other streams than those of requests, where
  /// eight bytes count as one; 2,000 by default. Each request allows ten more, each frame of
  /// content three. Beyond it the connection ends with H3_EXCESSIVE_LOAD.
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

  /// Returns how long a client may not be heard of, until its connection is forgotten; 60 seconds
  /// by default (`max_idle_timeout`). A client that waits for a response is asked for a sign of
  /// life at least every 15 seconds. Connections without a request are closed after
  /// [ServerOptions#idleTimeout()] anyway.
  ///
  /// @return the value
  public Duration silenceTimeout() {
    return silenceTimeout;
  }

  /// Tells whether responses over TCP say that the server speaks HTTP/3, with the header `Alt-Svc`
  /// (RFC 7838): clients do not find out otherwise; `true` by default. A response that has the
  /// header already keeps its own.
  ///
  /// @return the value
  public boolean advertised() {
    return advertised;
  }

  /// Returns how long clients may remember that (`ma`); one day by default, in whole seconds.
  ///
  /// @return the value
  public Duration advertisedFor() {
    return advertisedFor;
  }

  /// Returns options whose server speaks HTTP/3 on another port.
  ///
  /// @param port as [#port()] describes it, 0 to 65535
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withPort(int port) {
    var draft = new Draft(this);
    draft.port = port;
    return new Http3Options(draft);
  }

  /// Returns options whose server allows another number of open requests for each connection.
  ///
  /// @param maxConcurrentStreams as [#maxConcurrentStreams()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withMaxConcurrentStreams(int maxConcurrentStreams) {
    var draft = new Draft(this);
    draft.maxConcurrentStreams = maxConcurrentStreams;
    return new Http3Options(draft);
  }

  /// Returns options whose server lets clients send another number of bytes ahead.
  ///
  /// @param streamWindow as [#streamWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withStreamWindow(int streamWindow) {
    var draft = new Draft(this);
    draft.streamWindow = streamWindow;
    return new Http3Options(draft);
  }

  /// Returns options whose server lets another number of bytes of a connection come ahead.
  ///
  /// @param connectionWindow as [#connectionWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withConnectionWindow(int connectionWindow) {
    var draft = new Draft(this);
    draft.connectionWindow = connectionWindow;
    return new Http3Options(draft);
  }

  /// Returns options whose server accepts another number of requests that are given up.
  ///
  /// @param maxResets as [#maxResets()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withMaxResets(int maxResets) {
    var draft = new Draft(this);
    draft.maxResets = maxResets;
    return new Http3Options(draft);
  }

  /// Returns options whose server accepts another number of frames that serve no request.
  ///
  /// @param maxControlFrames as [#maxControlFrames()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withMaxControlFrames(int maxControlFrames) {
    var draft = new Draft(this);
    draft.maxControlFrames = maxControlFrames;
    return new Http3Options(draft);
  }

  /// Returns options whose server counts floods over another time.
  ///
  /// @param floodWindow as [#floodWindow()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withFloodWindow(Duration floodWindow) {
    var draft = new Draft(this);
    draft.floodWindow = floodWindow;
    return new Http3Options(draft);
  }

  /// Returns options whose server forgets silent clients after another time.
  ///
  /// @param silenceTimeout as [#silenceTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withSilenceTimeout(Duration silenceTimeout) {
    var draft = new Draft(this);
    draft.silenceTimeout = silenceTimeout;
    return new Http3Options(draft);
  }

  /// Returns options whose server says over TCP that it speaks HTTP/3, or does not.
  ///
  /// @param advertised as [#advertised()] describes it
  /// @return the new options
  public Http3Options withAdvertised(boolean advertised) {
    var draft = new Draft(this);
    draft.advertised = advertised;
    return new Http3Options(draft);
  }

  /// Returns options whose clients may remember HTTP/3 for another time.
  ///
  /// @param advertisedFor as [#advertisedFor()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public Http3Options withAdvertisedFor(Duration advertisedFor) {
    var draft = new Draft(this);
    draft.advertisedFor = advertisedFor;
    return new Http3Options(draft);
  }

  /// Names and values, in the order in which [#toString()] shows them.
  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("port", port);
    values.put("maxConcurrentStreams", maxConcurrentStreams);
    values.put("streamWindow", streamWindow);
    values.put("connectionWindow", connectionWindow);
    values.put("maxResets", maxResets);
    values.put("maxControlFrames", maxControlFrames);
    values.put("floodWindow", floodWindow);
    values.put("silenceTimeout", silenceTimeout);
    values.put("advertised", advertised);
    values.put("advertisedFor", advertisedFor);
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Http3Options options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Http3Options" + values();
  }

  /// What is being put together.
  private static final class Draft {
    private int port;
    private int maxConcurrentStreams = 100;
    private int streamWindow = 262_144;
    private int connectionWindow = 1_048_576;
    private int maxResets = 200;
    private int maxControlFrames = 2_000;
    private Duration floodWindow = Duration.ofSeconds(30);
    private Duration silenceTimeout = Duration.ofSeconds(60);
    private boolean advertised = true;
    private Duration advertisedFor = Duration.ofDays(1);

    Draft() {}

    Draft(Http3Options options) {
      port = options.port;
      maxConcurrentStreams = options.maxConcurrentStreams;
      streamWindow = options.streamWindow;
      connectionWindow = options.connectionWindow;
      maxResets = options.maxResets;
      maxControlFrames = options.maxControlFrames;
      floodWindow = options.floodWindow;
      silenceTimeout = options.silenceTimeout;
      advertised = options.advertised;
      advertisedFor = options.advertisedFor;
    }
  }
}
