package dev.lodestar.operation;

import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import java.util.List;
import java.util.Optional;

/// What content is. The methods that make shapes are for classes that are there when an application
/// starts: whoever names one of the records has it loaded then, to be verified.
public sealed interface Shape {

  /// A value of a type.
  static Shape typed(Json json, TypeUse use) {
    return new Typed(json, use);
  }

  /// A merge patch of a value.
  static Shape mergePatch(Json json, TypeUse use) {
    return new MergePatch(json, use);
  }

  /// A draft of a value.
  static Shape draft(Json json, TypeUse use) {
    return new Draft(json, use);
  }

  /// A JSON patch of a value.
  static Shape jsonPatch(Json json, TypeUse use) {
    return new JsonPatch(json, use);
  }

  /// Values one after the other.
  static Shape items(Shape item) {
    return new Items(item);
  }

  /// A text with constraints.
  static Shape text(TypeUse use) {
    return new Text(Optional.of(use));
  }

  /// Any text.
  static Shape text() {
    return new Text(Optional.empty());
  }

  /// Bytes with constraints.
  static Shape binary(TypeUse use) {
    return new Binary(Optional.of(use));
  }

  /// Any bytes.
  static Shape binary() {
    return new Binary(Optional.empty());
  }

  /// A value in a format of the application.
  static Shape foreign(TypeUse use) {
    return new Foreign(use);
  }

  /// Anything.
  static Shape any() {
    return new Any();
  }

  /// A value of a type, as a set of codecs reads it from a request or writes it to a response.
  record Typed(Json json, TypeUse use) implements Shape {}

  /// What a merge patch (RFC 7396) changes of a value: any of its fields, null to remove one.
  ///
  /// @param use the type of what is changed, whole
  record MergePatch(Json json, TypeUse use) implements Shape {}

  /// What clients send of a value that the application completes: all that they must send of it.
  ///
  /// @param use the type of what is made, as clients send it
  record Draft(Json json, TypeUse use) implements Shape {}

  /// A JSON patch (RFC 6902): a list of operations.
  ///
  /// @param use the type of what is changed
  record JsonPatch(Json json, TypeUse use) implements Shape {}

  /// Values one after the other: an array where the media type is JSON, lines where it is NDJSON.
  record Items(Shape item) implements Shape {}

  /// A form.
  ///
  /// @param fields the fields and files that are taken
  /// @param open whether others are taken too
  record Form(List<ParameterPlan> fields, boolean open) implements Shape {
    /// Copies the list.
    public Form {
      fields = List.copyOf(fields);
    }
  }

  /// A text.
  ///
  /// @param use its constraints; nothing if nothing is known of it
  record Text(Optional<TypeUse> use) implements Shape {}

  /// Bytes, whatever they mean.
  ///
  /// @param use their constraints; nothing if nothing is known of them
  record Binary(Optional<TypeUse> use) implements Shape {}

  /// Server-sent events.
  ///
  /// @param data the data of each of them
  record Events(Shape data) implements Shape {}

  /// A problem document (RFC 9457).
  record ProblemDocument() implements Shape {}

  /// A value in a format of the application, of which nothing is known.
  record Foreign(TypeUse use) implements Shape {}

  /// Content that several take, and each as something else: all of this at the same time.
  record Every(List<Shape> shapes) implements Shape {
    /// Copies the list.
    public Every {
      shapes = List.copyOf(shapes);
    }
  }

  /// Anything: a value or content of which nothing is known before it is there.
  record Any() implements Shape {}
}
