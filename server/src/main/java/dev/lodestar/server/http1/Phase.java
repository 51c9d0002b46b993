package dev.lodestar.server.http1;

/// What a connection is doing.
enum Phase {
  /// A request comes, or will come.
  READING,
  /// The application is at work.
  HANDLING,
  /// The application is done, and a large body is on its way.
  WRITING,
  /// The last response has been written; what the client still sends is dropped, since closing
  /// while bytes arrive would make the kernel send a reset, which can destroy the response.
  LINGERING,
  /// The connection speaks another protocol, and belongs to what speaks that.
  UPGRADED,
  /// Nothing is read any more; the connection is closed once all has been written.
  CLOSED
}
