package dev.lodestar.engine;

import dev.lodestar.http.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Where a server listens, and its limits and time-outs. Immutable and thread-safe; start from
/// [#defaults()] and change what differs.
///
/// ```java
/// var options = ServerOptions.defaults().withPort(0).withMaxBodySize(1_000_000);
/// ```
///
/// @param host the address to listen on; `127.0.0.1` by default, `0.0.0.0` for all IPv4 addresses
/// @param port the port, 0 to 65535; 8080 by default, 0 for any free one
/// @param maxBodySize the most bytes of a request body, counted as they arrive; 10,000,000 by
///   default; more is answered 413, unless the application has another limit for the request
/// @param maxRequestLineSize the most bytes of a request line; 8,192 by default; more is answered
///   414
/// @param maxHeaderSize the most bytes of all header fields together; 32,768 by default; more is
///   answered 431
/// @param maxHeaderCount the most header fields; 100 by default; more is answered 431
/// @param maxConnections the most open connections; 10,000 by default; more are closed at once
/// @param headerTimeout how long a client may take from the first byte of a request to the end of
///   its head; 10 seconds by default; longer is answered 408
/// @param bodyTimeout how long a client may pause while it sends a body; 30 seconds by default;
///   longer is answered 408
/// @param idleTimeout how long a connection may be idle between requests; 60 seconds by default; it
///   is closed then
/// @param writeTimeout how long a client may take no byte of a response; 30 seconds by default; the
///   connection is closed then
/// @param shutdownTimeout how long requests in flight may take when the server stops; 10 seconds by
///   default
/// @param scheduling which threads run the handlers
/// @param trustedProxies the proxies whose word on the client, the scheme and the host of a request
///   is taken; none by default
public record ServerOptions(
    String host,
    int port,
    long maxBodySize,
    int maxRequestLineSize,
    int maxHeaderSize,
    int maxHeaderCount,
    int maxConnections,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration writeTimeout,
    Duration shutdownTimeout,
    Scheduling scheduling,
    TrustedProxies trustedProxies) {

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

  private static final ServerOptions DEFAULTS =
      new ServerOptions(
          "127.0.0.1",
          8080,
          10_000_000,
          8_192,
          32_768,
          100,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Scheduling.AUTOMATIC,
          TrustedProxies.none());

  /// Creates options.
  ///
  /// @throws IllegalArgumentException if a number or duration is out of its range
  public ServerOptions {
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
    checkPositive("headerTimeout", headerTimeout);
    checkPositive("bodyTimeout", bodyTimeout);
    checkPositive("idleTimeout", idleTimeout);
    checkPositive("writeTimeout", writeTimeout);
    if (shutdownTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "The shutdownTimeout is " + shutdownTimeout + ", but it cannot be negative.");
    }
  }

  private static void checkRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " is "
              + value
              + ", but it is a number from "
              + least
              + " to "
              + most
              + ".");
    }
  }

  private static void checkPositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "The " + name + " is " + value + ", but it has to be longer than zero.");
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
  ///   `LODESTAR_PORT` and `LODESTAR_TRUSTED_PROXIES`, addresses as
  ///   [TrustedProxies#of(java.util.List)] takes them, separated by commas
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
      options = options.withPort(portOf(port));
    }
    var proxies = environment.get("LODESTAR_TRUSTED_PROXIES");
    return proxies == null ? options : options.withTrustedProxies(proxiesOf(proxies));
  }

  private static TrustedProxies proxiesOf(String text) {
    try {
      return TrustedProxies.of(List.of(text.strip().split("\\s*,\\s*")));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "The environment variable LODESTAR_TRUSTED_PROXIES has an entry that is malformed. "
              + malformed.getMessage(),
          malformed);
    }
  }

  private static int portOf(String text) {
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // answered below
    }
    throw new IllegalArgumentException(
        "The environment variable LODESTAR_PORT is '"
            + text
            + "', but a port is a number from 0 to 65535.");
  }

  /// Returns options whose server listens on another host.
  ///
  /// @param host as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withHost(String host) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server listens on another port.
  ///
  /// @param port as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withPort(int port) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows request bodies of another size.
  ///
  /// @param maxBodySize as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxBodySize(long maxBodySize) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows request lines of another size.
  ///
  /// @param maxRequestLineSize as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxRequestLineSize(int maxRequestLineSize) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows header fields of another total size.
  ///
  /// @param maxHeaderSize as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxHeaderSize(int maxHeaderSize) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows another number of header fields.
  ///
  /// @param maxHeaderCount as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxHeaderCount(int maxHeaderCount) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows another number of connections.
  ///
  /// @param maxConnections as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withMaxConnections(int maxConnections) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server gives clients another time to send a head.
  ///
  /// @param headerTimeout as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withHeaderTimeout(Duration headerTimeout) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server allows another pause within a body.
  ///
  /// @param bodyTimeout as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withBodyTimeout(Duration bodyTimeout) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server keeps idle connections for another time.
  ///
  /// @param idleTimeout as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withIdleTimeout(Duration idleTimeout) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server waits another time for slow readers.
  ///
  /// @param writeTimeout as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withWriteTimeout(Duration writeTimeout) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server gives requests in flight another time when the server stops.
  ///
  /// @param shutdownTimeout as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withShutdownTimeout(Duration shutdownTimeout) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server runs handlers on other threads.
  ///
  /// @param scheduling as the record's parameter of that name
  /// @return the new options
  /// @throws IllegalArgumentException if the value is out of its range
  public ServerOptions withScheduling(Scheduling scheduling) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }

  /// Returns options whose server trusts other proxies.
  ///
  /// @param trustedProxies as the record's parameter of that name
  /// @return the new options
  public ServerOptions withTrustedProxies(TrustedProxies trustedProxies) {
    return new ServerOptions(
        host,
        port,
        maxBodySize,
        maxRequestLineSize,
        maxHeaderSize,
        maxHeaderCount,
        maxConnections,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        shutdownTimeout,
        scheduling,
        trustedProxies);
  }
}
