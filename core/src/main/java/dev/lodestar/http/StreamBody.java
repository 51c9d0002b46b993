package dev.lodestar.http;

import java.io.OutputStream;

/// Content that is written piece by piece while it is sent, for responses that are too large to
/// hold in memory or have no end.
///
/// ```java
/// Response.stream(MediaType.TEXT, out -> {
///   for (var line : lines) {
///     out.write(line.getBytes(UTF_8));
///   }
/// });
/// ```
@FunctionalInterface
public interface StreamBody {

  /// Writes the content. Called at most once for a response, on the request's virtual thread, after
  /// the head has been sent; never called for HEAD. Writing blocks while the client is slower than
  /// the producer, and throws a [ClientDisconnectedException] once the client has gone; a producer
  /// that waits for something else then is interrupted.
  ///
  /// @param out where to write; it is flushed and closed by the caller
  /// @throws Exception if the content cannot be produced; the connection is then aborted, so that
  ///   the client never takes a part for the whole
  void writeTo(OutputStream out) throws Exception;
}
