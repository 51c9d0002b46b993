package dev.lodestar.engine;

import java.io.IOException;

/// An HTTP engine: it listens, reads requests, calls the application and writes its responses.
/// Found as a service (`java.util.ServiceLoader`); the artifact `lodestar-server` brings the one
/// over Netty. Thread-safe; one may start several servers.
public interface Engine {

  /// Starts to serve an application.
  ///
  /// @param application what answers the requests
  /// @param options where to listen, limits and time-outs
  /// @return the running server; its socket is bound and accepts connections
  /// @throws IOException if the address cannot be bound; the message names address and cause
  Server start(HttpApplication application, ServerOptions options) throws IOException;

  /// Loads what a start and the first requests need, so that they find it. Called once in a process
  /// that has more than one processor, by a thread of its own, while the first application is being
  /// built. A start waits until this has returned; it may be called on another instance.
  ///
  /// Nothing is served yet, and perhaps nothing ever will be: sockets and threads belong into
  /// [#start]. What fails here is ignored, since it fails there again. Does nothing by default.
  default void prepare() {}
}
