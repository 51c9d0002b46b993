package dev.lodestar.server.exchange;

/// Takes the content of a body as it is found between the framing.
@FunctionalInterface
public interface BodySink {

  /// Takes the next bytes, which lie in an array that others use again.
  void take(byte[] bytes, int offset, int count);
}
