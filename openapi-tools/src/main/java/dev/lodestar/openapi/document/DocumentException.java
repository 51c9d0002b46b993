package dev.lodestar.openapi.document;

/// A text is no OpenAPI document that can be read. The message says why in complete sentences.
public final class DocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  ///
  /// @param message what is wrong, and what is accepted
  public DocumentException(String message) {
    super(message);
  }
}
