package dev.lodestar.http;

/// What requests are told of the server that has taken them. Immutable and thread-safe; one
/// instance serves all requests of a server.
///
/// @param stop tells that the server stops
/// @param proxies those in front of the server that are trusted
public record ServerSite(StopSignal stop, TrustedProxies proxies) {
  private static final ServerSite UNKNOWN =
      new ServerSite(StopSignal.never(), TrustedProxies.none());

  /// Returns what is said where no server is known: it never stops, and trusts no proxy.
  ///
  /// @return the site of requests that no server has taken
  public static ServerSite unknown() {
    return UNKNOWN;
  }
}
