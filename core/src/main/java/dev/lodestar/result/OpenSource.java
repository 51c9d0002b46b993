package dev.lodestar.result;

import dev.lodestar.http.StreamBody;

/// Content that comes from something open, such as a cursor of a database. It is closed once,
/// whatever becomes of the response.
interface OpenSource extends StreamBody {

  /// Produces the beginning, so that a source that fails at once is answered with an error instead
  /// of a response that breaks off. Called at most once, before [#writeTo].
  ///
  /// @throws Exception if there is no beginning
  void begin() throws Exception;

  /// Closes the source unless that was done before.
  ///
  /// @throws Exception if that fails; it is closed then all the same
  void close() throws Exception;
}
