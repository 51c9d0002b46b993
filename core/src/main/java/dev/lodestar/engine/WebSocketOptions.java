package dev.lodestar.engine;

import static dev.lodestar.engine.OptionChecks.checkPositive;
import static dev.lodestar.engine.OptionChecks.checkRange;

import dev.lodestar.http.Key;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Limits and time-outs of WebSockets, and who may open them from a browser. Immutable and
/// thread-safe; start from [#defaults()] and change what differs.
///
/// Those of a server are [ServerOptions#webSocket()]; a layer can set others for its routes.
///
/// ```java
/// var options = WebSocketOptions.defaults().withMaxMessageSize(64_000).withCompression(false);
/// ```
public final class WebSocketOptions {
  /// The attribute by which the application learns the options of the server that has taken a
  /// request for a WebSocket; the engine's [ServedApplication] sets it.
  public static final Key<WebSocketOptions> OF_SERVER =
      Key.of("dev.lodestar.websocket.options", WebSocketOptions.class);

  /// Stands for every origin in [#withAllowedOrigins(List)].
  public static final String ANY_ORIGIN = "*";

  /// The largest [#maxMessageSize()]: what fits into an array.
  public static final int MOST_MESSAGE_SIZE = Integer.MAX_VALUE - 16;

  private static final WebSocketOptions DEFAULTS = new WebSocketOptions(new Draft());

  private final int maxMessageSize;
  private final int maxFrameSize;
  private final int maxFrames;
  private final int sendBufferSize;
  private final int receiveBufferSize;
  private final Duration idleTimeout;
  private final Duration pingInterval;
  private final Duration closeTimeout;
  private final List<String> allowedOrigins;
  private final boolean compression;
  private final int compressionThreshold;
  private final boolean contextTakeover;

  private WebSocketOptions(Draft draft) {
    maxMessageSize = draft.maxMessageSize;
    maxFrameSize = draft.maxFrameSize;
    maxFrames = draft.maxFrames;
    sendBufferSize = draft.sendBufferSize;
    receiveBufferSize = draft.receiveBufferSize;
    idleTimeout = draft.idleTimeout;
    pingInterval = draft.pingInterval;
    closeTimeout = draft.closeTimeout;
    allowedOrigins = draft.allowedOrigins;
    compression = draft.compression;
    compressionThreshold = draft.compressionThreshold;
    contextTakeover = draft.contextTakeover;
    checkRange("maxMessageSize of WebSockets", maxMessageSize, 125, MOST_MESSAGE_SIZE);
    checkRange("maxFrameSize of WebSockets", maxFrameSize, 125, MOST_MESSAGE_SIZE);
    checkRange("maxFrames of WebSockets", maxFrames, 1, Integer.MAX_VALUE);
    checkRange("sendBufferSize of WebSockets", sendBufferSize, 1, 1 << 28);
    checkRange("receiveBufferSize of WebSockets", receiveBufferSize, 1, 1 << 28);
    checkRange("compressionThreshold of WebSockets", compressionThreshold, 0, MOST_MESSAGE_SIZE);
    checkPositive("idleTimeout of WebSockets", idleTimeout);
    checkPositive("pingInterval of WebSockets", pingInterval);
    checkPositive("closeTimeout of WebSockets", closeTimeout);
  }

  /// Returns the defaults.
  ///
  /// @return the options that the methods of this class describe
  public static WebSocketOptions defaults() {
    return DEFAULTS;
  }

  /// Returns the most bytes of a message that is received, decompressed; 1,000,000 by default. A
  /// larger one closes the socket with 1009 as soon as too much has come.
  ///
  /// @return the value, 125 or more
  public int maxMessageSize() {
    return maxMessageSize;
  }

  /// Returns the most bytes of a frame that is received, as it is on the wire; 1,000,000 by
  /// default. A larger one closes the socket with 1009 at its head.
  ///
  /// @return the value, 125 or more
  public int maxFrameSize() {
    return maxFrameSize;
  }

  /// Returns the most frames that a message which is received may come in; 10,000 by default. More
  /// closes the socket with 1009.
  ///
  /// @return the value, 1 or more
  public int maxFrames() {
    return maxFrames;
  }

  /// Returns how many bytes may wait for the client to take them before a sender blocks; 65,536 by
  /// default.
  ///
  /// @return the value, 1 or more
  public int sendBufferSize() {
    return sendBufferSize;
  }

  /// Returns how many bytes of messages may wait for the handler to receive them before the server
  /// reads no more; 65,536 by default. One message is taken in any case, whatever its size.
  ///
  /// @return the value, 1 or more
  public int receiveBufferSize() {
    return receiveBufferSize;
  }

  /// Returns how long nothing at all may come from the client, neither a message nor a pong; 60
  /// seconds by default. The connection is ended then, which is reported as 1006.
  ///
  /// @return the value
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /// Returns after which time without a frame from the client it is sent a ping; 20 seconds by
  /// default. Longer than [#idleTimeout()] means never.
  ///
  /// @return the value
  public Duration pingInterval() {
    return pingInterval;
  }

  /// Returns how long the client may take to answer a close frame, and to end the connection; 5
  /// seconds by default. The server ends it then.
  ///
  /// @return the value
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /// Returns which origins beside the server's own may open sockets from a browser; none by
  /// default. A request from another one is refused with 403. Requests without the header `Origin`
  /// do not come from a browser, and are not asked.
  ///
  /// @return origins as [#withAllowedOrigins(List)] describes them; unmodifiable
  public List<String> allowedOrigins() {
    return allowedOrigins;
  }

  /// Tells whether an origin is among [#allowedOrigins()].
  ///
  /// @param origin as a browser sends it, such as `https://example.org`
  /// @return whether it is allowed beside the server's own
  public boolean allowsOrigin(String origin) {
    var asked = origin.toLowerCase(Locale.ROOT);
    for (var allowed : allowedOrigins) {
      if (allowed.equals(ANY_ORIGIN) || allowed.equals(asked) || isBelow(asked, allowed)) {
        return true;
      }
    }
    return false;
  }

  /// Tells whether `https://a.b.example.org` lies below `https://*.example.org`.
  private static boolean isBelow(String asked, String allowed) {
    var star = allowed.indexOf("://*.");
    if (star < 0) {
      return false;
    }
    var scheme = allowed.substring(0, star + 3);
    var domain = allowed.substring(star + 4);
    return asked.length() > scheme.length() + domain.length()
        && asked.startsWith(scheme)
        && asked.endsWith(domain);
  }

  /// Tells whether messages are compressed if the client can do it (RFC 7692); they are by default.
  ///
  /// @return the value
  public boolean compression() {
    return compression;
  }

  /// Returns the least bytes of a message that is compressed; 1,024 by default.
  ///
  /// @return the value, 0 or more
  public int compressionThreshold() {
    return compressionThreshold;
  }

  /// Tells whether messages are compressed with what was said in earlier ones, which makes small
  /// ones that are alike much smaller and costs about 300 KB of memory for each socket; not so by
  /// default.
  ///
  /// @return the value
  public boolean contextTakeover() {
    return contextTakeover;
  }

  /// Returns options with another limit of messages.
  ///
  /// @param maxMessageSize as [#maxMessageSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withMaxMessageSize(int maxMessageSize) {
    var draft = new Draft(this);
    draft.maxMessageSize = maxMessageSize;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another limit of frames.
  ///
  /// @param maxFrameSize as [#maxFrameSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withMaxFrameSize(int maxFrameSize) {
    var draft = new Draft(this);
    draft.maxFrameSize = maxFrameSize;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another number of frames in a message.
  ///
  /// @param maxFrames as [#maxFrames()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withMaxFrames(int maxFrames) {
    var draft = new Draft(this);
    draft.maxFrames = maxFrames;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another buffer for what the client has not taken.
  ///
  /// @param sendBufferSize as [#sendBufferSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withSendBufferSize(int sendBufferSize) {
    var draft = new Draft(this);
    draft.sendBufferSize = sendBufferSize;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another buffer for what the handler has not received.
  ///
  /// @param receiveBufferSize as [#receiveBufferSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withReceiveBufferSize(int receiveBufferSize) {
    var draft = new Draft(this);
    draft.receiveBufferSize = receiveBufferSize;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another time for silent clients.
  ///
  /// @param idleTimeout as [#idleTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withIdleTimeout(Duration idleTimeout) {
    var draft = new Draft(this);
    draft.idleTimeout = idleTimeout;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another time until pings.
  ///
  /// @param pingInterval as [#pingInterval()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withPingInterval(Duration pingInterval) {
    var draft = new Draft(this);
    draft.pingInterval = pingInterval;
    return new WebSocketOptions(draft);
  }

  /// Returns options with another time for the closing handshake.
  ///
  /// @param closeTimeout as [#closeTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withCloseTimeout(Duration closeTimeout) {
    var draft = new Draft(this);
    draft.closeTimeout = closeTimeout;
    return new WebSocketOptions(draft);
  }

  /// Returns options that let other origins in, beside the server's own.
  ///
  /// @param allowedOrigins each with scheme and host, and the port if it is not the usual one:
  ///   `https://example.org`, `https://*.example.org` for every name below one, or [#ANY_ORIGIN]
  /// @return the new options
  /// @throws IllegalArgumentException if one is not an origin
  public WebSocketOptions withAllowedOrigins(List<String> allowedOrigins) {
    var draft = new Draft(this);
    draft.allowedOrigins = allowedOrigins.stream().map(WebSocketOptions::checkedOrigin).toList();
    return new WebSocketOptions(draft);
  }

  /// Returns options that let other origins in, beside the server's own.
  ///
  /// @param allowedOrigins as [#withAllowedOrigins(List)] takes them
  /// @return the new options
  /// @throws IllegalArgumentException if one is not an origin
  public WebSocketOptions withAllowedOrigins(String... allowedOrigins) {
    return withAllowedOrigins(List.of(allowedOrigins));
  }

  private static String checkedOrigin(String text) {
    if (text.equals(ANY_ORIGIN)) {
      return text;
    }
    try {
      var uri = new URI(text.replace("://*.", "://any."));
      if (uri.getScheme() != null
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return text.toLowerCase(Locale.ROOT);
      }
    } catch (URISyntaxException malformed) {
      // answered below
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not an origin; an origin is a scheme and a host, with a port if it is not the"
            + " usual one, and no '/' at its end: https://example.org, https://*.example.org, or *"
            + " for any.");
  }

  /// Returns options with or without compression.
  ///
  /// @param compression as [#compression()] describes it
  /// @return the new options
  public WebSocketOptions withCompression(boolean compression) {
    var draft = new Draft(this);
    draft.compression = compression;
    return new WebSocketOptions(draft);
  }

  /// Returns options that compress messages from another size on.
  ///
  /// @param compressionThreshold as [#compressionThreshold()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public WebSocketOptions withCompressionThreshold(int compressionThreshold) {
    var draft = new Draft(this);
    draft.compressionThreshold = compressionThreshold;
    return new WebSocketOptions(draft);
  }

  /// Returns options that compress with or without earlier messages.
  ///
  /// @param contextTakeover as [#contextTakeover()] describes it
  /// @return the new options
  public WebSocketOptions withContextTakeover(boolean contextTakeover) {
    var draft = new Draft(this);
    draft.contextTakeover = contextTakeover;
    return new WebSocketOptions(draft);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebSocketOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "WebSocketOptions" + values();
  }

  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("maxMessageSize", maxMessageSize);
    values.put("maxFrameSize", maxFrameSize);
    values.put("maxFrames", maxFrames);
    values.put("sendBufferSize", sendBufferSize);
    values.put("receiveBufferSize", receiveBufferSize);
    values.put("idleTimeout", idleTimeout);
    values.put("pingInterval", pingInterval);
    values.put("closeTimeout", closeTimeout);
    values.put("allowedOrigins", allowedOrigins);
    values.put("compression", compression);
    values.put("compressionThreshold", compressionThreshold);
    values.put("contextTakeover", contextTakeover);
    return values;
  }

  /// Options that are being changed, beginning with the defaults.
  private static final class Draft {
    private int maxMessageSize = 1_000_000;
    private int maxFrameSize = 1_000_000;
    private int maxFrames = 10_000;
    private int sendBufferSize = 65_536;
    private int receiveBufferSize = 65_536;
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration pingInterval = Duration.ofSeconds(20);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private List<String> allowedOrigins = List.of();
    private boolean compression = true;
    private int compressionThreshold = 1_024;
    private boolean contextTakeover = false;

    Draft() {}

    Draft(WebSocketOptions options) {
      maxMessageSize = options.maxMessageSize;
      maxFrameSize = options.maxFrameSize;
      maxFrames = options.maxFrames;
      sendBufferSize = options.sendBufferSize;
      receiveBufferSize = options.receiveBufferSize;
      idleTimeout = options.idleTimeout;
      pingInterval = options.pingInterval;
      closeTimeout = options.closeTimeout;
      allowedOrigins = options.allowedOrigins;
      compression = options.compression;
      compressionThreshold = options.compressionThreshold;
      contextTakeover = options.contextTakeover;
    }
  }
}
