package dev.lodestar.operation;

import dev.lodestar.http.InputSource;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import java.util.List;

/// A value that has a name in a part of a request.
///
/// @param in the part: the path, the query, a header, a cookie or a form
/// @param name its name there
/// @param aliases other names that it is found under
/// @param use its type with default, constraints and nullness
/// @param also the types that others, who take the same value, want it to have as well
/// @param json the codecs whose type model describes the types
/// @param required whether a request without it is refused
/// @param repeated whether it is made of several texts: a query parameter or form field that is
///   sent more than once, the elements of a header, the segments of a path
/// @param file whether it is a file, or several of them; in forms only
/// @param secret whether it is not to be shown to anybody, as a password
/// @param declaration where it is declared
public record ParameterPlan(
    InputSource in,
    String name,
    List<String> aliases,
    TypeUse use,
    List<TypeUse> also,
    Json json,
    boolean required,
    boolean repeated,
    boolean file,
    boolean secret,
    Declaration declaration) {

  /// Copies the lists.
  public ParameterPlan {
    aliases = List.copyOf(aliases);
    also = List.copyOf(also);
  }
}
