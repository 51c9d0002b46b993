package dev.lodestar.bind;

import dev.lodestar.http.InputError;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Set;

/// Refuses names that nothing takes, for a group whose type is strict.
///
/// @param prefix what the names of the group begin with
/// @param known every name that the route takes from the source; complete once the route is planned
record StrictNames(TextSource source, String prefix, Set<String> known) {

  void check(Request request, InputErrors errors) {
    for (var name : source.names(request)) {
      if (name.startsWith(prefix) && !known.contains(name)) {
        errors.unknown(source.inputSource(), InputError.shown(name));
      }
    }
  }
}
