package dev.lodestar.server.exchange;

import dev.lodestar.http.HttpException;

/// The memory for bodies that are received whole: that of the server, or what one connection may
/// have of it.
public interface BodyMemory {

  /// Counts bytes of a body.
  ///
  /// @param bytes how many more
  /// @param before how many of the same body count already
  /// @throws HttpException what refuses the request if there are too many; nothing is counted then
  void keep(long bytes, long before);

  /// Counts bytes that are there already, whether there are too many or not: others have to wait.
  void keepAnyway(long bytes);

  /// Takes note that there was no memory for bytes, though so many may be kept.
  ///
  /// @return what refuses the request
  HttpException hasRunOut();

  /// Takes note that bytes are not kept any more.
  void letGo(long bytes);
}
