package dev.lodestar.project;

import java.io.Serial;

/// A project cannot be made; nothing of it is left.
public final class ProjectException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  ProjectException(String message) {
    super(message);
  }
}
