package dev.lodestar.supervise;

import java.io.Serial;

/// Processes could not be started; whatever had been started is ended again.
public final class SuperviseException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  SuperviseException(String message) {
    super(message);
  }
}
