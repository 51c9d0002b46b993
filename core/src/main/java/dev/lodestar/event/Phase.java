package dev.lodestar.event;

/// When a listener hears of an event.
public enum Phase {
  /// While it is published, on the thread of the publisher, who waits for it. What the listener
  /// throws, the publisher gets: so a listener can refuse what is about to happen.
  SYNCHRONOUS,

  /// At once, on a virtual thread of its own, whatever becomes of the request.
  IMMEDIATE,

  /// After the response of the request was sent or its client has left, on a virtual thread of its
  /// own. Nothing is delivered if the request fails, that is, if an exception becomes its response:
  /// what the event tells of has not happened then. An event that belongs to no request is
  /// delivered as with [#IMMEDIATE]. The default.
  AFTER_RESPONSE
}
