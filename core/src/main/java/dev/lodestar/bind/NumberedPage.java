package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page request that is made of two numbers.
///
/// @param start reads where the page is: its number, or how many items come before it
/// @param size reads how many items it has
/// @param maker makes the request of both
record NumberedPage(TextField start, TextField size, Maker maker) implements FieldReader {

  @FunctionalInterface
  interface Maker {
    Object make(Request request, int start, int size);
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    var before = errors.count();
    var place = start.read(request, errors);
    var count = size.read(request, errors);
    return errors.count() == before
            && place instanceof Integer from
            && count instanceof Integer items
        ? maker.make(request, from, items)
        : null;
  }

  @Override
  public void addNames(Set<String> names) {
    start.addNames(names);
    size.addNames(names);
  }

  @Override
  public boolean isPresent(Request request) {
    return start.isPresent(request) || size.isPresent(request);
  }
}
