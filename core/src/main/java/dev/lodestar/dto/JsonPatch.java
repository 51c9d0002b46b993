package dev.lodestar.dto;

import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.json.Json;
import dev.lodestar.jsonpatch.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A change of something that exists, as a list of operations (RFC 6902): `add`, `remove`,
/// `replace`, `move`, `copy` and `test`, each at a place that a JSON pointer names (RFC 6901).
/// Either all of them are carried out, or none.
///
/// ```java
/// @Patch("/{id}")
/// Widget update(long id, JsonPatch<Widget> patch) {
///   return widgets.save(patch.applyTo(widgets.find(id)));
/// }
/// ```
///
/// ```json
/// [ { "op": "test",    "path": "/version", "value": 3 },
///   { "op": "replace", "path": "/price",   "value": 7 },
///   { "op": "add",     "path": "/tags/-",  "value": "new" } ]
/// ```
///
/// A parameter of this type is the body, in `application/json-patch+json`.
///
/// The operations work on the document that the client may both read and write: fields that it may
/// not read are not there for `test` and `copy`, fields that it may not write cannot be changed.
/// Lists and maps whose elements have such fields are not there either, since the elements could
/// not be made again. What the operations change is then merged, as a [MergePatch] is.
///
/// Instances are immutable, and safe for use by many threads.
///
/// @param <T> the class of what is changed, a record, bean or entity
public final class JsonPatch<T> implements Changes<T> {
  private final List<Operation> operations;
  private final JsonPatchTarget<T> target;
  private final Audience audience;

  JsonPatch(List<Operation> operations, JsonPatchTarget<T> target, Audience audience) {
    this.operations = operations;
    this.target = target;
    this.audience = audience;
  }

  /// Reads a patch as the default codecs do. For unit tests.
  ///
  /// @param type the class of what is changed
  /// @param json the document
  /// @param <T> the class of what is changed
  /// @return the patch
  /// @throws dev.lodestar.http.HttpException 400, as for a client that sends the document
  /// @throws dev.lodestar.model.ModelException if the class cannot be patched
  public static <T> JsonPatch<T> ofJson(Class<T> type, String json) {
    var codecs = Json.standard();
    var reader = JsonPatchReader.<T>of(codecs, codecs, codecs.models().use(type));
    Decoded<JsonPatch<T>> read = reader.read(json.getBytes(StandardCharsets.UTF_8));
    return new Audience(reader.shape(), ConstraintSettings.standard(), null).orRefuse(read);
  }

  /// The operations, for logs: what is done where, without values.
  ///
  /// @return texts such as `replace /price`, in the order of the operations
  public List<String> operations() {
    var texts = new ArrayList<String>(operations.size());
    for (var operation : operations) {
      texts.add(operation.kind().word() + " " + operation.path().text());
    }
    return List.copyOf(texts);
  }

  @Override
  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /// Carries the operations out on what exists, and tells what they change of it.
  ///
  /// @return the changes; nothing is changed yet
  /// @throws dev.lodestar.http.HttpException 409, naming the operation, if one cannot be carried
  ///   out: there is nothing at its place, or `test` finds another value; 400 if the result would
  ///   have invalid values
  @Override
  public MergePatch<T> against(T existing) {
    return new MergePatch<>(new Sent<>(target.changes(existing, operations, audience), audience));
  }

  /// Carries the operations out, and changes the instance as their result says.
  ///
  /// @throws dev.lodestar.http.HttpException 409, naming the operation, if one cannot be carried
  ///   out; 400, listing all problems with their pointers in the result, if that would be invalid
  @Override
  public T applyTo(T existing) {
    return against(existing).applyTo(existing);
  }

  @Override
  public List<String> changed(T existing) {
    return against(existing).changed(existing);
  }

  /// Shows what is done where, without values, which may be secrets.
  @Override
  public String toString() {
    return "JsonPatch " + audience.shape() + operations();
  }
}
