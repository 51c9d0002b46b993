package dev.lodestar.server;

/// Takes the content of a body as it is found between the framing.
@FunctionalInterface
interface BodySink {

  /// Takes the next bytes, which lie in an array that others use again.
  void take(byte[] bytes, int offset, int count);
}
