package torture;

import dev.lodestar.model.Doc;
import dev.lodestar.model.Name;
import dev.lodestar.model.Tagged;
import jakarta.validation.constraints.Positive;

/// A figure; its kind says which.
@Tagged("kind")
sealed interface Shape {

  @Doc("A round one.")
  record Circle(@Positive double radius) implements Shape {}

  @Name("square")
  record Square(@Positive double side) implements Shape {}

  /// One of several.
  record Group(java.util.List<Shape> shapes) implements Shape {}

  record Nothing() implements Shape {}
}
