package dev.lodestar.bind;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputError;
import dev.lodestar.http.InputSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is wrong with the input of one request, in the order of the parameters. Belongs
/// to one request and one thread.
public final class InputErrors {
  /// Most requests have none.
  private @Nullable List<InputError> errors;

  private boolean malformed;
  private int omitted;

  void add(InputError error) {
    if (errors == null) {
      errors = new ArrayList<>();
    }
    if (!errors.contains(error)) { // several may take the same thing
      errors.add(error);
    }
  }

  /// Adds an error inside the body.
  void addAt(String pointer, String code, String message) {
    add(new InputError(InputSource.BODY, pointer, code, message));
  }

  /// Adds that the body is not even JSON.
  void malformed(String message, int line, int column) {
    malformed = true;
    addAt("", "malformed", message + " (line " + line + ", column " + column + ")");
  }

  /// Adds errors that are not listed, because there are too many.
  void omitted(int count) {
    omitted += count;
  }

  /// The 400 that lists all errors; `null` if there is none.
  @Nullable HttpException toException() {
    if (errors == null) {
      return null;
    }
    var failure =
        malformed ? HttpException.malformedInput(errors) : HttpException.invalidInput(errors);
    return omitted == 0 ? failure : new HttpException(failure.problem().with("omitted", omitted));
  }
}
