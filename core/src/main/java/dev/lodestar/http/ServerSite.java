package dev.lodestar.http;

/// What requests are told of the server that has taken them. Immutable and thread-safe; one
/// instance serves all requests of a server.
///
/// @param stop tells that the server stops
public record ServerSite(StopSignal stop) {
  private static final ServerSite UNKNOWN = new ServerSite(StopSignal.never());

  /// Returns what is said where no server is known: it never stops.
  ///
  /// @return the site of requests that no server has taken
  public static ServerSite unknown() {
    return UNKNOWN;
  }
}
