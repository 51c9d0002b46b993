package dev.lodestar.websocket;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import java.util.List;

/// A message is not JSON, or not what the handler reads it as. The socket is open, so a handler may
/// catch this, tell the client and go on; one that lets it pass closes the socket with 4400.
public final class InvalidMessageException extends HttpException {
  private static final long serialVersionUID = 1L;

  private final transient List<InputError> errors;

  /// Creates an exception.
  ///
  /// @param refusal the 400 that lists what is wrong
  /// @param errors what is wrong
  public InvalidMessageException(HttpException refusal, List<InputError> errors) {
    super(refusal.problem(), refusal.headers(), null);
    this.errors = List.copyOf(errors);
  }

  /// Returns what is wrong, in the language of the client.
  ///
  /// @return one element for each value that is not accepted
  public List<InputError> errors() {
    return errors;
  }

  /// Returns what is wrong, in one line.
  ///
  /// @return the first error with its place in the message, and how many more there are
  public String summary() {
    if (errors.isEmpty()) {
      return problem().detail().orElse(problem().title());
    }
    var first = errors.getFirst();
    var place = first.place().isEmpty() ? "" : first.place() + ": ";
    return place
        + first.message()
        + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)");
  }
}
