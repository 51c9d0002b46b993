package dev.lodestar.server.exchange;

/// Is told, on the event loop, what became of bytes that were written: whether they have been
/// handed to the operating system, or will never be.
@FunctionalInterface
public interface Confirmation {
  void done(boolean sent);

  /// Tells a thread that writes a response while it is sent.
  ///
  /// @param length how many bytes it has written
  static Confirmation to(StreamOutput writer, int length) {
    return sent -> {
      if (sent) {
        writer.sent(length);
      } else {
        writer.abandon();
      }
    };
  }

  /// Tells somebody who wants to know only that they have been sent.
  static Confirmation to(Runnable taken) {
    return sent -> {
      if (sent) {
        taken.run();
      }
    };
  }
}
