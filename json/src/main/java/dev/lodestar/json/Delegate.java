package dev.lodestar.json;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets a backend write and read, and adds what the place demands: nullness and constraints.
final class Delegate {
  private final DocumentCodec codec;
  private final Constraints constraints;
  private final boolean nullable;

  private Delegate(DocumentCodec codec, Constraints constraints, boolean nullable) {
    this.codec = codec;
    this.constraints = constraints;
    this.nullable = nullable;
  }

  /// Asks the backend for a codec; null if it leaves the type to us.
  static @Nullable Delegate of(@Nullable JsonBackend backend, TypeUse use, Json json) {
    if (backend == null || mayBeProjected(use.model(), json)) {
      return null;
    }
    var codec = backend.codec(use.type(), json).orElse(null);
    if (codec == null) {
      return null;
    }
    boolean nullable = use.nullable() || use.model() instanceof AnyModel;
    return new Delegate(codec, Constraints.of(use, json.constraints()), nullable);
  }

  /// Whether a value of no declared type may be an object with a projection, which the backend
  /// would not know of.
  private static boolean mayBeProjected(TypeModel model, Json json) {
    return !json.models().projections().isEmpty() && mayBeAnything(model);
  }

  private static boolean mayBeAnything(TypeModel model) {
    return switch (model) {
      case AnyModel any -> true;
      case OptionalModel optional -> mayBeAnything(optional.value().model());
      case ListModel list -> mayBeAnything(list.element().model());
      case MapModel map -> mayBeAnything(map.value().model());
      default -> false;
    };
  }

  void encode(@Nullable Object value, DocumentBuffer out) {
    codec.encode(value, out);
  }

  Decoded<@Nullable Object> decode(byte[] bytes, int offset, int length) {
    var result = codec.decode(bytes, offset, length);
    if (!(result instanceof Decoded.Valid<?> valid)) {
      return result;
    }
    var value = valid.value();
    if (value == null && !nullable) {
      return new Decoded.Invalid<>(List.of(nothing()), 0);
    }
    if (constraints.isEmpty()) {
      return result;
    }
    var problems = new ArrayList<DecodeProblem>();
    for (var violation : constraints.check(value)) {
      problems.add(DecodeProblem.of(violation));
    }
    return problems.isEmpty() ? result : Decoded.Invalid.of(problems);
  }

  private static DecodeProblem nothing() {
    return new DecodeProblem("", "null", "a value", "null", "Expected a value, found null.");
  }
}
