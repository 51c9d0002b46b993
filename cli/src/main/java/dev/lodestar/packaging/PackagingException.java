package dev.lodestar.packaging;

/// An application cannot be packaged. The message is a complete sentence for whoever tried.
public final class PackagingException extends Exception {
  private static final long serialVersionUID = 1L;

  PackagingException(String message) {
    super(message);
  }
}
