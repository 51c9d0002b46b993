package dev.lodestar.process;

/// The port that an application is to listen on is taken by somebody else, who was not touched.
public final class PortTakenException extends ManagementException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;

  PortTakenException(String message, String host, int port) {
    super(message);
    this.host = host;
    this.port = port;
  }

  /// Returns the address.
  ///
  /// @return the host that was asked for
  public String host() {
    return host;
  }

  /// Returns the port.
  ///
  /// @return the port that is taken
  public int port() {
    return port;
  }
}
