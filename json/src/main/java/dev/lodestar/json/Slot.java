package dev.lodestar.json;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place for a value: reads it, decides about null and absence, and checks the constraints.
final class Slot {
  private final TypeUse use;
  private final Decoder decoder;
  private final boolean nullable;
  private final Constraints constraints;

  Slot(
      TypeUse use,
      Decoder decoder,
      boolean nullable,
      ConstraintSettings settings,
      List<ModelProblem> problems) {
    this.use = use;
    this.decoder = decoder;
    this.nullable = nullable;
    this.constraints = Constraints.shallow(use, settings, problems);
  }

  @Nullable Object read(Reader in) {
    var problems = in.problems();
    int before = problems.count();
    Object value = null;
    if (in.peek() == 'n' && !decoder.readsNull()) {
      int where = in.position();
      in.literal("null");
      if (!nullable) {
        problems.mismatch("null", decoder.expected(), where);
      }
    } else {
      value = decoder.read(in);
    }
    if (!constraints.isEmpty() && problems.count() == before && !in.malformed()) {
      check(value, problems);
    }
    return value;
  }

  /// The value of a field that the document does not have.
  @Nullable Object absent(Reader in) {
    var defaultValue = use.defaultValue();
    if (defaultValue.isPresent()) {
      return defaultValue.get();
    }
    if (decoder instanceof OptionalDecoder optional) {
      return optional.empty();
    }
    if (!nullable) {
      in.problems().missing(decoder.expected());
    } else {
      check(null, in.problems());
    }
    return null;
  }

  private void check(@Nullable Object value, Problems problems) {
    for (var violation : constraints.check(value, problems.budget())) {
      problems.violation(violation);
    }
  }
}
