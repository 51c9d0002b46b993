package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a value that has a name in a part of a request: a parameter, or a component of a group of
/// them. Asked only where that part is readable. Implementations are immutable and thread-safe.
interface FieldReader {

  /// Returns the value; after adding to the errors, whatever it likes.
  @Nullable Object read(Request request, InputErrors errors);

  /// Tells what it takes.
  void describe(Telling telling);

  /// Adds every name that this looks for.
  void addNames(Set<String> names);

  /// Whether the request has anything of this name.
  boolean isPresent(Request request);
}
