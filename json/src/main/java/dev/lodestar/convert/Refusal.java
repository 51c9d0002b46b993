package dev.lodestar.convert;

/// Says that a text is not a value of the wanted type. It carries no stack trace: bad input comes
/// from clients, who must not be able to make it expensive.
final class Refusal extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
