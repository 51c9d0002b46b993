package dev.lodestar.server;

import dev.lodestar.engine.UnixSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/// Says in a sentence why a server could not listen.
final class BindFailure {
  private BindFailure() {}

  static IOException explain(String host, int port, Throwable cause) {
    return new IOException(sentence(host, port, String.valueOf(cause.getMessage())), cause);
  }

  static IOException explain(UnixSocket socket, Throwable cause) {
    return new IOException(
        "The server cannot listen on the Unix domain socket "
            + socket.path()
            + ": "
            + cause.getMessage()
            + ".",
        cause);
  }

  static BindException explainDatagrams(InetSocketAddress address, Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    var text =
        message.contains("in use")
            ? "Port "
                + address.getPort()
                + " of UDP on "
                + address.getHostString()
                + ", for HTTP/3, is already in use; stop what listens there, or choose another port"
                + " with Http3Options.withPort."
            : "HTTP/3: " + sentence(address.getHostString(), address.getPort(), message);
    var failure = new BindException(text);
    failure.initCause(cause);
    return failure;
  }

  private static String sentence(String host, int port, String message) {
    if (message.contains("in use")) {
      return "Port "
          + port
          + " on "
          + host
          + " is already in use; stop what listens there, or choose another port, or port 0 for any"
          + " free one.";
    }
    if (message.contains("ermission denied")) {
      return "Port "
          + port
          + " on "
          + host
          + " may not be opened by this user; choose a port from 1024 up, or port 0 for any free"
          + " one.";
    }
    if (message.contains("assign requested address")) {
      return "The host "
          + host
          + " is not an address of this machine; choose one of its addresses, or 0.0.0.0 for all of"
          + " them.";
    }
    return "The server cannot listen on port " + port + " of " + host + ": " + message + ".";
  }
}
