package dev.lodestar.engine;

import static dev.lodestar.engine.OptionChecks.checkPositive;
import static dev.lodestar.engine.OptionChecks.checkRange;

import dev.lodestar.http.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a server listens, and its limits and time-outs. Immutable and thread-safe; start from
/// [#defaults()] and change what differs.
///
/// ```java
/// var options = ServerOptions.defaults().withPort(0).withMaxBodySize(1_000_000);
/// ```
public final class ServerOptions {
  /// Which threads run the handlers. Each request has a virtual thread of its own in any case.
  public enum Scheduling {
    /// [#EVENT_LOOP] where the virtual machine allows it, else [#DEFAULT_SCHEDULER].
    AUTOMATIC,
    /// The virtual thread runs on the event loop of its connection, which saves the hop to another
    /// thread. Needs the option `--add-opens java.base/java.lang=ALL-UNNAMED`.
    EVENT_LOOP,
    /// The virtual thread runs on the scheduler of the virtual machine.
    DEFAULT_SCHEDULER
  }

  private static final ServerOptions DEFAULTS = new ServerOptions(new Draft());

  private final String host;
  private final int port;
  private final long maxBodySize;
  private final int maxRequestLineSize;
  private final int maxHeaderSize;
  private final int maxHeaderCount;
  private final int maxConnections;
  private final Duration headerTimeout;
  private final Duration bodyTimeout;
  private final Duration idleTimeout;
  private final Duration writeTimeout;
  private final Duration shutdownTimeout;
  private final Duration shutdownDelay;
  private final Scheduling scheduling;
  private final int eventLoops;
  private final FairnessOptions fairness;
  private final TrustedProxies trustedProxies;
  private final Optional<TlsOptions> tls;
  private final Optional<RedirectOptions> redirect;
  private final Optional<UnixSocket> unixSocket;
  private final TrustedProxies proxyProtocol;
  private final OverloadOptions overload;

  /// `null` for the defaults, whose classes are not loaded before somebody speaks so.
  private final @Nullable Http2Options http2;

  private final @Nullable WebSocketOptions webSocket;

  /// `null` if HTTP/3 is not spoken.
  private final @Nullable Http3Options http3;

  private final boolean startupReport;
  private final Optional<String> name;

  /// `null` if nothing is logged of requests.
  private final @Nullable AccessLogOptions accessLog;

  private ServerOptions(Draft draft) {
    host = draft.host;
    port = draft.port;
    maxBodySize = draft.maxBodySize;
    maxRequestLineSize = draft.maxRequestLineSize;
    maxHeaderSize = draft.maxHeaderSize;
    maxHeaderCount = draft.maxHeaderCount;
    maxConnections = draft.maxConnections;
    headerTimeout = draft.headerTimeout;
    bodyTimeout = draft.bodyTimeout;
    idleTimeout = draft.idleTimeout;
    writeTimeout = draft.writeTimeout;
    shutdownTimeout = draft.shutdownTimeout;
    shutdownDelay = draft.shutdownDelay;
    scheduling = draft.scheduling;
    eventLoops = draft.eventLoops;
    fairness = draft.fairness;
    trustedProxies = draft.trustedProxies;
    tls = draft.tls;
    redirect = draft.redirect;
    unixSocket = draft.unixSocket;
    proxyProtocol = draft.proxyProtocol;
    overload = draft.overload;
    http2 = draft.http2;
    webSocket = draft.webSocket;
    http3 = draft.http3;
    startupReport = draft.startupReport;
    name = draft.name;
    accessLog = draft.accessLog;
    check();
  }

  private void check() {
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host is blank; give an address such as 127.0.0.1.");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port is " + port + ", but a port is a number from 0 to 65535.");
    }
    checkRange("maxBodySize", maxBodySize, 0, HttpApplication.MOST_BODY_SIZE);
    checkRange("maxRequestLineSize", maxRequestLineSize, 64, 1 << 20);
    checkRange("maxHeaderSize", maxHeaderSize, 256, 1 << 24);
    checkRange("maxHeaderCount", maxHeaderCount, 1, 100_000);
    checkRange("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
    checkRange("eventLoops", eventLoops, 0, 1_024);
    checkPositive("headerTimeout", headerTimeout);
    checkPositive("bodyTimeout", bodyTimeout);
    checkPositive("idleTimeout", idleTimeout);
    checkPositive("writeTimeout", writeTimeout);
    checkNotNegative("shutdownTimeout", shutdownTimeout);
    checkNotNegative("shutdownDelay", shutdownDelay);
  }

  private static void checkNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "The " + name + " is " + value + ", but it cannot be negative.");
    }
  }

  /// Returns the defaults.
  ///
  /// @return the options that the parameters of this record describe
  public static ServerOptions defaults() {
    return DEFAULTS;
  }

  /// Returns the defaults, changed by environment variables.
  ///
  /// @param environment the variables, as `System.getenv()` returns them; read are `LODESTAR_HOST`,
  ///   `LODESTAR_PORT`, `LODESTAR_STARTUP_REPORT` (1, true, on, 0, false or off),
  ///   `LODESTAR_TRUSTED_PROXIES` and `LODESTAR_PROXY_PROTOCOL`, addresses as
  ///   [TrustedProxies#of(java.util.List)] takes them, separated by commas, and
  ///   `LODESTAR_TLS_CERTIFICATE`, `LODESTAR_TLS_KEY`, `LODESTAR_TLS_KEY_PASSWORD`,
  ///   `LODESTAR_TLS_CLIENT_CA`, `LODESTAR_REDIRECT_PORT` and `LODESTAR_UNIX_SOCKET`
  /// @return the options
  /// @throws IllegalArgumentException if a variable has a value that is not accepted; the message
  ///   names the variable
  public static ServerOptions fromEnvironment(Map<String, String> environment) {
    var options = DEFAULTS;
    var host = environment.get("LODESTAR_HOST");
    if (host != null) {
      if (host.isBlank()) {
        throw new IllegalArgumentException(
            "The environment variable LODESTAR_HOST is blank; set it to an address such as"
                + " 127.0.0.1, or unset it.");
      }
      options = options.withHost(host.strip());
    }
    var port = environment.get("LODESTAR_PORT");
    if (port != null) {
      options = options.withPort(portOf("LODESTAR_PORT", port));
    }
    var report = environment.get("LODESTAR_STARTUP_REPORT");
    if (report != null) {
      options = options.withStartupReport(reportOf(report));
    }
    var proxies = environment.get("LODESTAR_TRUSTED_PROXIES");
    if (proxies != null) {
      options = options.withTrustedProxies(proxiesOf("LODESTAR_TRUSTED_PROXIES", proxies));
    }
    var proxyProtocol = environment.get("LODESTAR_PROXY_PROTOCOL");
    if (proxyProtocol != null) {
      options = options.withProxyProtocol(proxiesOf("LODESTAR_PROXY_PROTOCOL", proxyProtocol));
    }
    var unixSocket = environment.get("LODESTAR_UNIX_SOCKET");
    if (unixSocket != null) {
      options = options.withUnixSocket(Path.of(unixSocket));
    }
    var tls = TlsEnvironment.read(environment);
    if (tls != null) {
      options = options.withTls(tls);
    }
    var redirect = environment.get("LODESTAR_REDIRECT_PORT");
    return redirect == null
        ? options
        : options.withRedirect(RedirectOptions.from(portOf("LODESTAR_REDIRECT_PORT", redirect)));
  }

  private static boolean reportOf(String text) {
    var word = text.strip();
    var yes = word.equals("1") || word.equalsIgnoreCase("true") || word.equalsIgnoreCase("on");
    if (!yes
        && !word.equals("0")
        && !word.equalsIgnoreCase("false")
        && !word.equalsIgnoreCase("off")) {
      throw new IllegalArgumentException(
          "The environment variable LODESTAR_STARTUP_REPORT is '"
              + text
              + "', but it has to be 1, true or on for a start-up report, or 0, false or off for"
              + " none.");
    }
    return yes;
  }

  private static TrustedProxies proxiesOf(String variable, String text) {
    try {
      return TrustedProxies.of(List.of(text.strip().split("\\s*,\\s*")));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "The environment variable "
              + variable
              + " has an entry that is malformed. "
              + malformed.getMessage(),
          malformed);
    }
  }

  private static int portOf(String variable, String text) {
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // answered below
    }
    throw new IllegalArgumentException(
        "The environment variable "
            + variable
            + " is '"
            + text
            + "', but a port is a number from 0 to 65535.");
  }

  /// Returns the address to listen on; `127.0.0.1` by default, `0.0.0.0` for all IPv4 addresses.
  ///
  /// @return the value
  public String host() {
    return host;
  }

  /// Returns the port, 0 to 65535; 8080 by default, 0 for any free one.
  ///
  /// @return the value
  public int port() {
    return port;
  }

  /// Returns the most bytes of a request body, counted as they arrive; 10,000,000 by default; more
  /// is answered 413, unless the application has another limit for the request.
  ///
  /// @return the value
  public long maxBodySize() {
    return maxBodySize;
  }

  /// Returns the most bytes of a request line; 8,192 by default; more is answered 414.
  ///
  /// @return the value
  public int maxRequestLineSize() {
    return maxRequestLineSize;
  }

  /// Returns the most bytes of all header fields together; 32,768 by default; more is answered 431.
  ///
  /// @return the value
  public int maxHeaderSize() {
    return maxHeaderSize;
  }

  /// Returns the most header fields; 100 by default; more is answered 431.
  ///
  /// @return the value
  public int maxHeaderCount() {
    return maxHeaderCount;
  }

  /// Returns the most open connections; 10,000 by default; more are closed at once.
  ///
  /// @return the value
  public int maxConnections() {
    return maxConnections;
  }

  /// Returns how long a client may take from the first byte of a request to the end of its head; 10
  /// seconds by default; longer is answered 408.
  ///
  /// @return the value
  public Duration headerTimeout() {
    return headerTimeout;
  }

  /// Returns how long a client may pause while it sends a body; 30 seconds by default; longer is
  /// answered 408.
  ///
  /// @return the value
  public Duration bodyTimeout() {
    return bodyTimeout;
  }

  /// Returns how long a connection may be idle between requests; 60 seconds by default; it is
  /// closed then.
  ///
  /// @return the value
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /// Returns how long a client may take no byte of a response; 30 seconds by default; the
  /// connection is closed then.
  ///
  /// @return the value
  public Duration writeTimeout() {
    return writeTimeout;
  }

  /// Returns how long requests in flight may take when the server stops; 10 seconds by default.
  ///
  /// @return the value
  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  /// Returns how long a server that is told to stop goes on as before, except that
  /// [Server#isStopping()] and [dev.lodestar.http.Request#serverIsStopping()] say so and responses
  /// say `Connection: close`: the time that load balancers take to find out. None by default.
  ///
  /// @return the value
  public Duration shutdownDelay() {
    return shutdownDelay;
  }

  /// Returns which threads run the handlers.
  ///
  /// @return the value
  public Scheduling scheduling() {
    return scheduling;
  }

  /// Returns how many event loops there are; 0 by default, which means one for each processor.
  ///
  /// @return the value
  public int eventLoops() {
    return eventLoops;
  }

  /// Returns what is done about handlers that hold the thread of an event loop.
  ///
  /// @return the value
  public FairnessOptions fairness() {
    return fairness;
  }

  /// Returns the proxies whose word on the client, the scheme and the host of a request is taken;
  /// none by default.
  ///
  /// @return the value
  public TrustedProxies trustedProxies() {
    return trustedProxies;
  }

  /// Returns how the server speaks TLS; without them, which is the default, it does not.
  ///
  /// @return the value
  public Optional<TlsOptions> tls() {
    return tls;
  }

  /// Returns the second port that sends clients to this one, over TLS; none by default. Needs
  /// [#tls()].
  ///
  /// @return the value
  public Optional<RedirectOptions> redirect() {
    return redirect;
  }

  /// Returns the Unix domain socket that the server listens on instead of [#host()] and [#port()];
  /// none by default.
  ///
  /// @return the value
  public Optional<UnixSocket> unixSocket() {
    return unixSocket;
  }

  /// Returns the proxies that speak the PROXY protocol: each of their connections begins with a
  /// header, version 1 or 2, that tells the address of the client, or is closed. From others, none
  /// is expected or read. No proxies by default.
  ///
  /// @return the value
  public TrustedProxies proxyProtocol() {
    return proxyProtocol;
  }

  /// Returns what the server does when more is asked of it than it can do.
  ///
  /// @return the value
  public OverloadOptions overload() {
    return overload;
  }

  /// Returns how the server speaks HTTP/2.
  ///
  /// @return the value
  public Http2Options http2() {
    return http2 == null ? Http2Options.defaults() : http2;
  }

  /// Returns how the server speaks HTTP/3, if it does. It does not by default, and needs the
  /// artifact `lodestar-http3` on the class path and [TLS][#tls()] for it.
  ///
  /// @return the value
  public Optional<Http3Options> http3() {
    return Optional.ofNullable(http3);
  }

  /// Returns the limits and time-outs of WebSockets whose route has no others.
  ///
  /// @return the value; [WebSocketOptions#defaults()] by default
  public WebSocketOptions webSocket() {
    return webSocket == null ? WebSocketOptions.defaults() : webSocket;
  }

  /// Returns whether a report of the start is printed to the standard output after the first
  /// answer, or when the server stops without one: time, processor time, classes and memory of each
  /// phase. `false` by default. What came before [dev.lodestar.Lodestar#app()] and what was built
  /// is only told apart if the environment variable `LODESTAR_STARTUP_REPORT` or the argument
  /// `--startup-report` asked for it when the process began.
  ///
  /// @return the value
  public boolean startupReport() {
    return startupReport;
  }

  /// Returns the name under which the server writes a PID file, so that `lodestar status` and
  /// `lodestar stop` find it; none by default, and then no file is written. One server of a name
  /// runs at a time: a second one is refused before anything of it is started.
  ///
  /// @return the name, see [#withName(String)]
  public Optional<String> name() {
    return name;
  }

  /// Returns what is logged of each request when it is over, at level info of the logger
  /// `dev.lodestar.access`.
  ///
  /// @return what is logged; nothing, which is the default, for no such lines
  public Optional<AccessLogOptions> accessLog() {
    return Optional.ofNullable(accessLog);
  }

  /// Returns options whose server listens on another host.
  ///
  /// @param host as [#host()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withHost(String host) {
    var draft = new Draft(this);
    draft.host = host;
    return new ServerOptions(draft);
  }

  /// Returns options whose server listens on another port.
  ///
  /// @param port as [#port()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withPort(int port) {
    var draft = new Draft(this);
    draft.port = port;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows request bodies of another size.
  ///
  /// @param maxBodySize as [#maxBodySize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxBodySize(long maxBodySize) {
    var draft = new Draft(this);
    draft.maxBodySize = maxBodySize;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows request lines of another size.
  ///
  /// @param maxRequestLineSize as [#maxRequestLineSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxRequestLineSize(int maxRequestLineSize) {
    var draft = new Draft(this);
    draft.maxRequestLineSize = maxRequestLineSize;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows header fields of another total size.
  ///
  /// @param maxHeaderSize as [#maxHeaderSize()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxHeaderSize(int maxHeaderSize) {
    var draft = new Draft(this);
    draft.maxHeaderSize = maxHeaderSize;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows another number of header fields.
  ///
  /// @param maxHeaderCount as [#maxHeaderCount()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxHeaderCount(int maxHeaderCount) {
    var draft = new Draft(this);
    draft.maxHeaderCount = maxHeaderCount;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows another number of connections.
  ///
  /// @param maxConnections as [#maxConnections()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxConnections(int maxConnections) {
    var draft = new Draft(this);
    draft.maxConnections = maxConnections;
    return new ServerOptions(draft);
  }

  /// Returns options whose server gives clients another time to send a head.
  ///
  /// @param headerTimeout as [#headerTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withHeaderTimeout(Duration headerTimeout) {
    var draft = new Draft(this);
    draft.headerTimeout = headerTimeout;
    return new ServerOptions(draft);
  }

  /// Returns options whose server allows another pause within a body.
  ///
  /// @param bodyTimeout as [#bodyTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withBodyTimeout(Duration bodyTimeout) {
    var draft = new Draft(this);
    draft.bodyTimeout = bodyTimeout;
    return new ServerOptions(draft);
  }

  /// Returns options whose server keeps idle connections for another time.
  ///
  /// @param idleTimeout as [#idleTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withIdleTimeout(Duration idleTimeout) {
    var draft = new Draft(this);
    draft.idleTimeout = idleTimeout;
    return new ServerOptions(draft);
  }

  /// Returns options whose server waits another time for slow readers.
  ///
  /// @param writeTimeout as [#writeTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withWriteTimeout(Duration writeTimeout) {
    var draft = new Draft(this);
    draft.writeTimeout = writeTimeout;
    return new ServerOptions(draft);
  }

  /// Returns options whose server gives requests in flight another time when the server stops.
  ///
  /// @param shutdownTimeout as [#shutdownTimeout()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withShutdownTimeout(Duration shutdownTimeout) {
    var draft = new Draft(this);
    draft.shutdownTimeout = shutdownTimeout;
    return new ServerOptions(draft);
  }

  /// Returns options whose server goes on for another time when it is told to stop.
  ///
  /// @param shutdownDelay as [#shutdownDelay()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withShutdownDelay(Duration shutdownDelay) {
    var draft = new Draft(this);
    draft.shutdownDelay = shutdownDelay;
    return new ServerOptions(draft);
  }

  /// Returns options whose server runs handlers on other threads.
  ///
  /// @param scheduling as [#scheduling()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withScheduling(Scheduling scheduling) {
    var draft = new Draft(this);
    draft.scheduling = scheduling;
    return new ServerOptions(draft);
  }

  /// Returns options whose server has another number of event loops.
  ///
  /// @param eventLoops as [#eventLoops()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withEventLoops(int eventLoops) {
    var draft = new Draft(this);
    draft.eventLoops = eventLoops;
    return new ServerOptions(draft);
  }

  /// Returns options whose server does something else about handlers that hold an event loop.
  ///
  /// @param fairness as [#fairness()] describes it
  /// @return the new options
  public ServerOptions withFairness(FairnessOptions fairness) {
    var draft = new Draft(this);
    draft.fairness = fairness;
    return new ServerOptions(draft);
  }

  /// Returns options whose server trusts other proxies.
  ///
  /// @param trustedProxies as [#trustedProxies()] describes it
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withTrustedProxies(TrustedProxies trustedProxies) {
    var draft = new Draft(this);
    draft.trustedProxies = trustedProxies;
    return new ServerOptions(draft);
  }

  /// Returns options whose server speaks TLS.
  ///
  /// @param tls as [#tls()] describes it
  /// @return the new options
  public ServerOptions withTls(TlsOptions tls) {
    var draft = new Draft(this);
    draft.tls = Optional.of(tls);
    return new ServerOptions(draft);
  }

  /// Returns options whose server sends clients from a second port to the one that speaks TLS.
  /// Whether the server speaks TLS is checked when it starts.
  ///
  /// @param redirect as [#redirect()] describes it
  /// @return the new options
  public ServerOptions withRedirect(RedirectOptions redirect) {
    var draft = new Draft(this);
    draft.redirect = Optional.of(redirect);
    return new ServerOptions(draft);
  }

  /// Returns options whose server listens on a Unix domain socket that is open to its own user.
  ///
  /// @param path the file; see [UnixSocket]
  /// @return the new options
  /// @throws IllegalArgumentException if the path is empty or too long
  public ServerOptions withUnixSocket(Path path) {
    return withUnixSocket(UnixSocket.at(path));
  }

  /// Returns options whose server listens on a Unix domain socket.
  ///
  /// @param unixSocket as [#unixSocket()] describes it
  /// @return the new options
  public ServerOptions withUnixSocket(UnixSocket unixSocket) {
    var draft = new Draft(this);
    draft.unixSocket = Optional.of(unixSocket);
    return new ServerOptions(draft);
  }

  /// Returns options whose server expects the PROXY protocol from some addresses.
  ///
  /// @param proxyProtocol as [#proxyProtocol()] describes it; which headers the list names does not
  ///   matter here
  /// @return the new options
  public ServerOptions withProxyProtocol(TrustedProxies proxyProtocol) {
    var draft = new Draft(this);
    draft.proxyProtocol = proxyProtocol;
    return new ServerOptions(draft);
  }

  /// Returns options whose server behaves otherwise when more is asked of it than it can do.
  ///
  /// @param overload as [#overload()] describes it
  /// @return the new options
  public ServerOptions withOverload(OverloadOptions overload) {
    var draft = new Draft(this);
    draft.overload = overload;
    return new ServerOptions(draft);
  }

  /// Returns options whose server speaks HTTP/2 in another way.
  ///
  /// @param http2 as [#http2()] describes it
  /// @return the new options
  public ServerOptions withHttp2(Http2Options http2) {
    var draft = new Draft(this);
    draft.http2 = http2;
    return new ServerOptions(draft);
  }

  /// Returns options whose server speaks HTTP/3, too.
  ///
  /// @param http3 as [#http3()] describes it
  /// @return the new options
  public ServerOptions withHttp3(Http3Options http3) {
    var draft = new Draft(this);
    draft.http3 = http3;
    return new ServerOptions(draft);
  }

  /// Returns options whose server has other limits and time-outs for WebSockets.
  ///
  /// @param webSocket as [#webSocket()] describes it
  /// @return the new options
  public ServerOptions withWebSocket(WebSocketOptions webSocket) {
    var draft = new Draft(this);
    draft.webSocket = webSocket;
    return new ServerOptions(draft);
  }

  /// Returns options whose server reports how it started, or does not.
  ///
  /// @param startupReport as [#startupReport()] describes it
  /// @return the new options
  public ServerOptions withStartupReport(boolean startupReport) {
    var draft = new Draft(this);
    draft.startupReport = startupReport;
    return new ServerOptions(draft);
  }

  /// Returns options whose server has a name, and a PID file.
  ///
  /// @param name letters, digits, `-`, `_` and `.`, at most 64 of them, the first a letter or a
  ///   digit
  /// @return the new options
  public ServerOptions withName(String name) {
    var draft = new Draft(this);
    draft.name = Optional.of(name);
    return new ServerOptions(draft);
  }

  /// Returns options whose server logs each request when it is over.
  ///
  /// @param accessLog as [#accessLog()] describes it
  /// @return the new options
  public ServerOptions withAccessLog(AccessLogOptions accessLog) {
    var draft = new Draft(this);
    draft.accessLog = accessLog;
    return new ServerOptions(draft);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServerOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "ServerOptions" + values();
  }

  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("host", host);
    values.put("port", port);
    values.put("maxBodySize", maxBodySize);
    values.put("maxRequestLineSize", maxRequestLineSize);
    values.put("maxHeaderSize", maxHeaderSize);
    values.put("maxHeaderCount", maxHeaderCount);
    values.put("maxConnections", maxConnections);
    values.put("headerTimeout", headerTimeout);
    values.put("bodyTimeout", bodyTimeout);
    values.put("idleTimeout", idleTimeout);
    values.put("writeTimeout", writeTimeout);
    values.put("shutdownTimeout", shutdownTimeout);
    values.put("shutdownDelay", shutdownDelay);
    values.put("scheduling", scheduling);
    values.put("eventLoops", eventLoops);
    values.put("fairness", fairness);
    values.put("trustedProxies", trustedProxies);
    values.put("tls", tls);
    values.put("redirect", redirect);
    values.put("unixSocket", unixSocket);
    values.put("proxyProtocol", proxyProtocol);
    values.put("overload", overload);
    values.put("http2", http2());
    values.put("http3", http3());
    values.put("webSocket", webSocket());
    values.put("startupReport", startupReport);
    values.put("name", name);
    values.put("accessLog", accessLog());
    return values;
  }

  /// Returns options for a server that only a proxy on this machine talks to: it listens on a free
  /// port of the loopback address without TLS, and nowhere else, has no name, and believes its
  /// proxy what it says of clients. Limits and time-outs stay. `lodestar dev` starts applications
  /// so.
  ///
  /// @return the new options
  public ServerOptions behindLocalProxy() {
    var draft = new Draft(this);
    draft.host = "127.0.0.1";
    draft.port = 0;
    draft.tls = Optional.empty();
    draft.redirect = Optional.empty();
    draft.unixSocket = Optional.empty();
    draft.proxyProtocol = TrustedProxies.none();
    draft.http3 = null;
    draft.name = Optional.empty();
    draft.shutdownDelay = Duration.ZERO;
    draft.trustedProxies = TrustedProxies.of("loopback");
    return new ServerOptions(draft);
  }

  /// Options that are being changed, beginning with the defaults.
  private static final class Draft {
    private String host = "127.0.0.1";
    private int port = 8080;
    private long maxBodySize = 10_000_000;
    private int maxRequestLineSize = 8_192;
    private int maxHeaderSize = 32_768;
    private int maxHeaderCount = 100;
    private int maxConnections = 10_000;
    private Duration headerTimeout = Duration.ofSeconds(10);
    private Duration bodyTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration writeTimeout = Duration.ofSeconds(30);
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private Duration shutdownDelay = Duration.ZERO;
    private Scheduling scheduling = Scheduling.AUTOMATIC;
    private int eventLoops;
    private FairnessOptions fairness = FairnessOptions.defaults();
    private TrustedProxies trustedProxies = TrustedProxies.none();
    private Optional<TlsOptions> tls = Optional.empty();
    private Optional<RedirectOptions> redirect = Optional.empty();
    private Optional<UnixSocket> unixSocket = Optional.empty();
    private TrustedProxies proxyProtocol = TrustedProxies.none();
    private OverloadOptions overload = OverloadOptions.defaults();
    private @Nullable Http2Options http2;
    private @Nullable Http3Options http3;
    private @Nullable WebSocketOptions webSocket;
    private boolean startupReport;
    private Optional<String> name = Optional.empty();
    private @Nullable AccessLogOptions accessLog;

    Draft() {}

    Draft(ServerOptions options) {
      host = options.host;
      port = options.port;
      maxBodySize = options.maxBodySize;
      maxRequestLineSize = options.maxRequestLineSize;
      maxHeaderSize = options.maxHeaderSize;
      maxHeaderCount = options.maxHeaderCount;
      maxConnections = options.maxConnections;
      headerTimeout = options.headerTimeout;
      bodyTimeout = options.bodyTimeout;
      idleTimeout = options.idleTimeout;
      writeTimeout = options.writeTimeout;
      shutdownTimeout = options.shutdownTimeout;
      shutdownDelay = options.shutdownDelay;
      scheduling = options.scheduling;
      eventLoops = options.eventLoops;
      fairness = options.fairness;
      trustedProxies = options.trustedProxies;
      tls = options.tls;
      redirect = options.redirect;
      unixSocket = options.unixSocket;
      proxyProtocol = options.proxyProtocol;
      overload = options.overload;
      http2 = options.http2;
      http3 = options.http3;
      webSocket = options.webSocket;
      startupReport = options.startupReport;
      accessLog = options.accessLog;
      name = options.name;
    }
  }
}
