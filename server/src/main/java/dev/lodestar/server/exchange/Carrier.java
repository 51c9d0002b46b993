package dev.lodestar.server.exchange;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.Connection;

/// What carries a request and its response: an HTTP/1.1 connection, which carries one exchange
/// after the other, or a stream of HTTP/2. All methods but [#loop()], [#execute(Runnable)] and
/// [#sendsFiles()] are to be called on the event loop, those of an exchange that is not carried any
/// more included.
public interface Carrier {

  /// The event loop of the connection.
  LoopContext loop();

  /// What is known of the client.
  Connection connection();

  /// Where the bodies of its requests count.
  default BodyMemory memory() {
    return loop().load();
  }

  /// Runs a task on the event loop; called by any thread. If it fails, so does the connection,
  /// since nobody would come back to what was to be done.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException if the event loop has ended
  default void execute(Runnable task) {
    loop().execute(new CarrierTask(this, task));
  }

  /// Closes the connection after a failure of the server itself.
  void fail(Throwable failure);

  /// Tells whether files get to the socket without passing through the memory of this process. If
  /// not, the thread of the request reads them and writes a stream.
  boolean sendsFiles();

  /// Takes note that an exchange takes its time, so that what has been answered before can be sent.
  /// Called if [Exchange#start] has returned `true` and the response is not there soon.
  void delayed(Exchange exchange);

  /// Takes the response of an exchange, unless its body is written by the thread of the request.
  void complete(Exchange exchange, RenderedResponse response);

  /// Starts a response whose body is written by the thread of the request while it is sent.
  void beginStream(Exchange exchange, RenderedResponse response, Framing framing, StreamOutput out);

  /// Sends bytes of such a body. The array belongs to the carrier from now on.
  ///
  /// @param boundary whether what was written so far stands for itself
  void writeStream(
      Exchange exchange, StreamOutput out, byte[] bytes, int offset, int length, boolean boundary);

  /// Takes note that a stream has been flushed when all it had written was sent already.
  void reachBoundary(Exchange exchange);

  /// Ends a response that the thread of the request has written.
  void endStream(Exchange exchange);

  /// Breaks a response off, so that the client notices.
  void abort(Exchange exchange);

  /// Receives again, now that there is room for what comes of the request's body.
  void receiveOn();

  /// Tells the client to send the body if it waits for that. It does not any more when it has been
  /// answered.
  void continueBody();
}
