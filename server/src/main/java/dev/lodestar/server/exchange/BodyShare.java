package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpException;

/// What one connection that carries many requests at a time may have of the memory for bodies: a
/// quarter, so that no client leaves the others without any. One body alone may have more, or a
/// route that takes large ones could not be used. Used on the event loop only.
public final class BodyShare implements BodyMemory {
  private final Load load;
  private long kept;

  /// Creates the share of a connection that keeps nothing.
  public BodyShare(Load load) {
    this.load = load;
  }

  @Override
  public void keep(long bytes, long before) {
    if (kept > before && kept + bytes > load.mostOfConnection()) {
      throw load.shareIsUsedUp();
    }
    load.keep(bytes, before);
    kept += bytes;
  }

  @Override
  public void keepAnyway(long bytes) {
    load.keepAnyway(bytes);
    kept += bytes;
  }

  @Override
  public HttpException hasRunOut() {
    return load.hasRunOut();
  }

  @Override
  public void letGo(long bytes) {
    load.letGo(bytes);
    kept -= bytes;
  }
}
