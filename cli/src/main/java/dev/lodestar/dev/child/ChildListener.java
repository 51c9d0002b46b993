package dev.lodestar.dev.child;

/// What is told of processes, each by threads of their own.
public interface ChildListener {

  /// A process serves.
  ///
  /// @param child which
  /// @param place where
  void serves(Child child, Place place);

  /// The application of a process offers something.
  ///
  /// @param child which
  /// @param document the OpenAPI document, as JSON
  void described(Child child, String document);

  /// A process has ended.
  ///
  /// @param child which
  /// @param exitCode of it
  void ended(Child child, int exitCode);

  /// A process has printed a line.
  ///
  /// @param child which
  /// @param line the line, as it was printed
  void printed(Child child, String line);

  /// Where a process serves.
  ///
  /// @param port of the loopback address
  /// @param wantedHost the host that the application is to listen on without the loop
  /// @param wantedPort the port
  record Place(int port, String wantedHost, int wantedPort) {}
}
