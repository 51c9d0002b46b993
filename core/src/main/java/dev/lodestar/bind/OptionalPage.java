package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page request, if the client has made one.
///
/// @param page reads it
/// @param wrapped whether the value is an `Optional`; otherwise absence is null
record OptionalPage(FieldReader page, boolean wrapped) implements FieldReader {

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    @Nullable Object value = page.isPresent(request) ? page.read(request, errors) : null;
    return wrapped ? Optional.ofNullable(value) : value;
  }

  @Override
  public void describe(Telling telling) {
    page.describe(telling.maybe());
  }

  @Override
  public void addNames(Set<String> names) {
    page.addNames(names);
  }

  @Override
  public boolean isPresent(Request request) {
    return page.isPresent(request);
  }
}
