package dev.lodestar.server.websocket;

/// Counts what all sockets of a server keep in memory for clients, of which there is only so much.
/// Thread-safe.
///
/// A fragment of a thousand bytes may become a message of a million when it is decompressed, and a
/// client may leave it at that.
public interface Memory {
  /// How many bytes a socket keeps at a time that are not counted: 16,384.
  int UNCOUNTED = 1 << 14;

  /// Counts bytes that are kept.
  ///
  /// @return `false` if there are too many; nothing is counted then
  boolean tryKeep(long bytes);

  /// Takes note that bytes are not kept any more.
  void letGo(long bytes);
}
