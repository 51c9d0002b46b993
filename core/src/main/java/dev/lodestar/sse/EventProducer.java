package dev.lodestar.sse;

/// Produces the events of one stream; see [Sse#produce(EventProducer)].
///
/// @param <T> the type of the data
@FunctionalInterface
public interface EventProducer<T> {

  /// Sends events until there are no more; then the stream ends. Called at most once for a
  /// response, on the virtual thread of the request, after the head has been sent; never for HEAD.
  ///
  /// The thread is interrupted when the client leaves or the server stops, so a producer that waits
  /// for something returns or throws then. What it throws in these cases is no failure.
  ///
  /// @param events sends them
  /// @throws Exception if there is a failure: the response is broken off, so that the client
  ///   connects again, and it is logged
  void produce(EventSender<T> events) throws Exception;
}
