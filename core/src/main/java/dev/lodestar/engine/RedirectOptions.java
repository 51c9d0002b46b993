package dev.lodestar.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A second port of a server that speaks TLS, without TLS, which sends clients to the first: with
/// status 308, so that methods and bodies are kept, to the same path and query. Immutable and
/// thread-safe.
///
/// ```java
/// var options =
///     ServerOptions.defaults().withPort(443).withTls(tls).withRedirect(RedirectOptions.from(80));
/// ```
public final class RedirectOptions {
  private final int port;
  private final Optional<String> host;
  private final int toPort;
  private final Optional<Path> challenges;

  private RedirectOptions(int port, Optional<String> host, int toPort, Optional<Path> challenges) {
    this.port = port;
    this.host = host;
    this.toPort = toPort;
    this.challenges = challenges;
    checkPort("port", port);
    checkPort("toPort", toPort);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The " + name + " is " + port + ", but a port is a number from 0 to 65535.");
    }
  }

  /// Redirects from a port, to whatever host a client has asked for.
  ///
  /// @param port the port to listen on, on the host of the server; 0 for any free one
  /// @return the options
  /// @throws IllegalArgumentException if the port is out of its range
  public static RedirectOptions from(int port) {
    return new RedirectOptions(port, Optional.empty(), 0, Optional.empty());
  }

  /// Returns options that send clients to one host, whatever they have asked for.
  ///
  /// @param host a name or address; one of IPv6 stands in brackets
  /// @return the new options
  /// @throws IllegalArgumentException if it is empty, or has characters that no host has
  public RedirectOptions withHost(String host) {
    if (host.isEmpty() || !isHost(host)) {
      throw new IllegalArgumentException(
          "'" + host + "' is no host; write a name such as example.com, without scheme and port.");
    }
    return new RedirectOptions(port, Optional.of(host), toPort, challenges);
  }

  private static boolean isHost(String host) {
    var end = host.length();
    var inner = host.startsWith("[") && host.endsWith("]");
    for (var i = inner ? 1 : 0; i < (inner ? end - 1 : end); i++) {
      var c = host.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && "-._~".indexOf(c) < 0 && !(inner && c == ':')) {
        return false;
      }
    }
    return true;
  }

  /// Returns options that send clients to another port than the one that the server listens on, for
  /// where something in between changes ports.
  ///
  /// @param toPort the port that clients reach, 443 mostly; 0 for the one of the server
  /// @return the new options
  /// @throws IllegalArgumentException if the port is out of its range
  public RedirectOptions withTargetPort(int toPort) {
    return new RedirectOptions(port, host, toPort, challenges);
  }

  /// Returns options that answer challenges of ACME (RFC 8555, section 8.3) instead of redirecting
  /// them.
  ///
  /// @param folder the folder in which an ACME client puts the file of each token; read at each
  ///   request, for paths below `/.well-known/acme-challenge/`
  /// @return the new options
  public RedirectOptions withChallenges(Path folder) {
    return new RedirectOptions(port, host, toPort, Optional.of(folder));
  }

  /// Returns the port to listen on.
  ///
  /// @return the port; 0 for any free one
  public int port() {
    return port;
  }

  /// Returns the host that all clients are sent to; by default the one that each has asked for,
  /// which is well-formed, or the request is refused.
  ///
  /// @return the host
  public Optional<String> host() {
    return host;
  }

  /// Returns the port that clients are sent to; 0, the default, for the one of the server.
  ///
  /// @return the port
  public int targetPort() {
    return toPort;
  }

  /// Returns the folder of the challenges of ACME; none by default.
  ///
  /// @return the folder
  public Optional<Path> challenges() {
    return challenges;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedirectOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "RedirectOptions" + values();
  }

  private Map<String, Object> values() {
    var values = new LinkedHashMap<String, Object>();
    values.put("port", port);
    values.put("host", host);
    values.put("targetPort", toPort);
    values.put("challenges", challenges);
    return values;
  }
}
