package dev.lodestar.layer;

/// How the entity tags (`ETag`, RFC 9110, section 8.8.3) of responses are made.
public enum EntityTagPolicy {
  /// None is made; a handler may set one itself.
  GIVEN,
  /// A strong one is computed from the bytes of each successful response to GET that lies in memory
  /// and has none. Responses to HEAD, whose bytes are not made, have none.
  COMPUTED
}
