package dev.lodestar.engine;

import dev.lodestar.http.Connection;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import java.util.Optional;

/// The application as an HTTP engine sees it. Implementations are thread-safe.
public interface HttpApplication {
  /// The most bytes that a request body which is received whole can be allowed to have: what fits
  /// into an array.
  long MOST_BODY_SIZE = Integer.MAX_VALUE - 16;

  /// Answers a request. May block; called on a virtual thread, once for each request.
  ///
  /// @param request the request, its body received whole, or arriving, if that was planned
  /// @return the response; every failure of the application has become one, so this never throws
  ///   but for errors of the virtual machine
  RenderedResponse handle(Request request);

  /// Says how the body of a request is received, and how large it may be. Asked once for each
  /// request with a body, when its head has been read and before its body is; a request without a
  /// body is not asked about. A larger body is refused with 413: at once if its length was
  /// announced, otherwise as soon as too much has come; a body that is streamed is refused where it
  /// is read then.
  ///
  /// Called on the thread that reads from the sockets, so it must not block; a match of the route
  /// is what it may cost. An [HttpException] that it throws refuses the request; it throws nothing
  /// else.
  ///
  /// @param head the request, still without its body; attributes that are set here are there when
  ///   [#handle(Request)] is called
  /// @param engineDefault what the engine does by itself: [ServerOptions#maxBodySize()], received
  ///   whole
  /// @return the plan; its limit may be higher than that of the engine. What is received whole is
  ///   limited to [#MOST_BODY_SIZE] in any case
  default BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return engineDefault;
  }

  /// Renders the answer to what never became a whole request: malformed bytes, a limit passed, a
  /// time-out. May block; called on a virtual thread.
  ///
  /// @param failure what is wrong
  /// @param head the request, as far as it was read: without its body, since the failure lies in
  ///   the body or in what the head demands; nothing if the head itself is malformed, too large or
  ///   late
  /// @return the response, a problem document
  RenderedResponse refuse(HttpException failure, Optional<Request> head);

  /// Renders the answer to what has no head that could be read. Engines call this in place of
  /// [#refuse(HttpException, Optional)] then, so that whoever logs can say where it came from. By
  /// default, that is all that comes of it.
  ///
  /// @param failure what is wrong
  /// @param connection what is known of the client
  /// @return the response, a problem document
  default RenderedResponse refuse(HttpException failure, Connection connection) {
    return refuse(failure, Optional.empty());
  }

  /// Is told of a request that the engine has answered by itself, because too much is asked of the
  /// server: 503. By default, nothing happens.
  ///
  /// Called on the thread that reads from the sockets, at a bad time, so it must not block and
  /// costs as little as possible.
  ///
  /// @param head the request, without its body
  /// @param answered the response
  default void turnedAway(Request head, RenderedResponse answered) {}
}
