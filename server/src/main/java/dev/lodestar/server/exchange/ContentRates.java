package dev.lodestar.server.exchange;

/// Whether the content of a connection of many streams goes on fast enough, in either direction.
/// All its requests, and all its responses, have to go on at the least rate together: a client that
/// sends or takes a little of each of a hundred streams is as slow as one that does so with one.
/// Used on the event loop only.
public final class ContentRates {
  private final int code;
  private final Rate bodyRate;
  private final Rate responseRate;
  private long received;
  private long sent;

  /// Counts from nothing.
  ///
  /// @param code the error of the protocol for who is too slow
  public ContentRates(LoopContext loop, int code) {
    this.code = code;
    bodyRate = loop.bodyRate();
    responseRate = loop.responseRate();
  }

  /// Counts bytes of requests that have come.
  public void received(int count) {
    received += count;
  }

  /// Counts bytes of responses that the client has taken.
  public void sent(int count) {
    sent += count;
  }

  /// Looks at both directions.
  ///
  /// @param wanted whether the client has to send content
  /// @param waiting whether content waits for the client to take it
  /// @throws ConnectionError if one of them is too slow
  public void check(long now, boolean wanted, boolean waiting) {
    if (!wanted) {
      bodyRate.pause();
    } else if (bodyRate.isTooSlow(now, received)) {
      throw new ConnectionError(code, "The bodies of the requests came too slowly.");
    }
    if (!waiting) {
      responseRate.pause();
    } else if (responseRate.isTooSlow(now, sent)) {
      throw new ConnectionError(code, "The responses were taken too slowly.");
    }
  }
}
