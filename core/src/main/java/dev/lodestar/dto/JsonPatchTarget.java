package dev.lodestar.dto;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.http.HttpException;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.jsonpatch.ConflictException;
import dev.lodestar.jsonpatch.Operation;
import dev.lodestar.jsonpatch.PatchedTree;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeUse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the operations of JSON patches work on: instances of a type as the documents that clients
/// may both read and write. Immutable, apart from codecs that it keeps, and thread-safe.
///
/// @param <T> the class of the instances
final class JsonPatchTarget<T> {
  private final Json json;
  private final ObjectModel shape;
  private final Codec<T> view;
  private final Codec<T> change;
  private final JsonCodec<Object> trees;

  /// Reads what exists, however large: clients have no part in that.
  private final JsonCodec<Object> ownTrees;

  /// Codecs of fields that are not merged, by the field.
  private final Map<TypeUse, Codec<?>> codecs = new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked") // the type is T
  private JsonPatchTarget(Json json, TypeUse type) {
    this.json = json;
    this.shape = (ObjectModel) type.model();
    this.view = (Codec<T>) json.codec(type);
    this.change =
        (Codec<T>)
            json.codec(Models.project(type, Projection.all().partial())).preparePartialDecoding();
    this.trees = json.codec(Object.class);
    var unlimited =
        json.limits().withDocumentSize(Integer.MAX_VALUE).withStringLength(Integer.MAX_VALUE);
    this.ownTrees = json.toBuilder().limits(unlimited).build().codec(Object.class);
  }

  /// Examines a type, described by the models of `read`.
  static <T> JsonPatchTarget<T> of(Json read, Json written, TypeUse type) {
    if (!(type.model() instanceof ObjectModel model)) {
      throw new ModelException(
          List.of(
              new ModelProblem(
                  type.path(),
                  "Only objects can be patched.",
                  "Use a record or a class with fields.")));
    }
    var hidden = new SharedFields().hidden(model, written.models().model(type.type()));
    var projection = Projection.all().exclude(hidden.toArray(String[]::new));
    return new JsonPatchTarget<>(read, Models.project(type, projection));
  }

  TypeModel shape() {
    return shape;
  }

  /// Carries operations out, and tells what they change.
  ///
  /// @throws HttpException 409 if one cannot be carried out, 400 if the result has invalid values
  Partial<T> changes(T existing, List<Operation> operations, Audience audience) {
    var before = tree(existing);
    var document =
        new PatchedTree(
            before, steps -> WritableFields.refusal(shape, steps), trees.limits().depth());
    try {
      document.apply(operations);
    } catch (ConflictException conflict) {
      throw conflict(conflict);
    }
    var difference = new TreeDifference(this::decode);
    var changed = difference.between(shape, before, document.root());
    var read = change.decodePartial(trees.encode(changed));
    var fields = audience.orRefuse(difference.withProblemsOf(read));
    for (var added : difference.added()) {
      fields = fields.with(added.path(), added.value());
    }
    return fields;
  }

  private Map<?, ?> tree(T existing) {
    var tree = ownTrees.decode(view.encode(existing)).orThrow();
    if (tree instanceof Map<?, ?> members) {
      return members;
    }
    throw new IllegalStateException("An object of " + shape + " was not written as one.");
  }

  /// Reads a value that is not merged.
  private Decoded<?> decode(TypeUse use, @Nullable Object tree) {
    @SuppressWarnings("NullAway") // an Object that may be null
    var document = trees.encode(tree);
    return codecs
        .computeIfAbsent(use, field -> json.codec(field).prepareDecoding())
        .decode(document);
  }

  private static HttpException conflict(ConflictException conflict) {
    var operation = conflict.operation();
    var failure =
        HttpException.conflict(
            "Operation "
                + conflict.index()
                + " ("
                + operation.kind().word()
                + ") cannot be carried out: "
                + conflict.getMessage()
                + ". Nothing was changed.");
    return new HttpException(failure.problem().with("operation", conflict.index()));
  }
}
