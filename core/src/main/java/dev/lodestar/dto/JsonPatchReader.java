package dev.lodestar.dto;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.Request;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.jsonpatch.OperationsReader;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Reads the [JsonPatch]es of one type. Made once, since it examines the type; the framework does
/// so for parameters of handlers. Immutable and thread-safe.
///
/// @param <T> the class of what is changed
public final class JsonPatchReader<T> {
  private final JsonCodec<Object> documents;
  private final JsonPatchTarget<T> target;
  private final ConstraintSettings settings;

  private JsonPatchReader(
      JsonCodec<Object> documents, JsonPatchTarget<T> target, ConstraintSettings settings) {
    this.documents = documents;
    this.target = target;
    this.settings = settings;
  }

  /// Examines a type.
  ///
  /// @param read what clients may send
  /// @param written what clients may see; the same if nothing differs
  /// @param type the type, described by the models of `read`
  /// @param <T> the class of what is changed
  /// @return the reader
  /// @throws dev.lodestar.model.ModelException if the type is no object, or has nothing that
  ///   clients may both read and write
  public static <T> JsonPatchReader<T> of(Json read, Json written, TypeUse type) {
    return new JsonPatchReader<>(
        read.codec(Object.class), JsonPatchTarget.of(read, written, type), read.constraints());
  }

  /// What of the type clients may both read and write.
  TypeModel shape() {
    return target.shape();
  }

  /// Reads a document. What is wrong with the patch later, is told in English.
  ///
  /// @param document a JSON document
  /// @return the patch, or everything that is wrong with the document
  public Decoded<JsonPatch<T>> read(byte[] document) {
    return read(document, new Audience(shape(), settings, null));
  }

  /// Reads a document. What is wrong with the patch later, is told in the language of the client.
  ///
  /// @param document a JSON document
  /// @param request the request that it belongs to
  /// @return the patch, or everything that is wrong with the document
  public Decoded<JsonPatch<T>> read(byte[] document, Request request) {
    return read(document, new Audience(shape(), settings, request));
  }

  private Decoded<JsonPatch<T>> read(byte[] document, Audience audience) {
    return switch (documents.decode(document)) {
      case Decoded.Valid<Object>(var tree) -> patch(tree, audience);
      case Decoded.Invalid<Object>(var problems, var omitted) ->
          new Decoded.Invalid<>(problems, omitted);
      case Decoded.Malformed<Object>(var message, var offset, var line, var column) ->
          new Decoded.Malformed<>(message, offset, line, column);
    };
  }

  private Decoded<JsonPatch<T>> patch(@Nullable Object tree, Audience audience) {
    var reader = OperationsReader.read(tree);
    if (reader.mistakes().isEmpty()) {
      return new Decoded.Valid<>(new JsonPatch<>(reader.operations(), target, audience));
    }
    var problems = new ArrayList<DecodeProblem>();
    for (var mistake : reader.mistakes()) {
      problems.add(
          new DecodeProblem(
              mistake.pointer(),
              mistake.code(),
              mistake.expected(),
              mistake.found(),
              mistake.message()));
    }
    return Decoded.Invalid.of(problems);
  }
}
