package dev.lodestar.dto;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Partial;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.Request;
import dev.lodestar.model.TypeModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A change of something that exists, by a document that has only what is to be changed (RFC 7396):
/// a field that is absent keeps its value, one that is null is cleared, all others are set; objects
/// inside are merged in the same way, lists are replaced. It tells absent from null, which an
/// instance of the class cannot.
///
/// ```java
/// @Patch("/{id}")
/// Widget update(long id, MergePatch<Widget> patch) {
///   var widget = widgets.find(id);
///   if (patch.isPresent(Widget::price)) { … }
///   return widgets.save(patch.applyTo(widget));
/// }
/// ```
///
/// A parameter of this type is the body, in `application/merge-patch+json`, `application/json` or
/// MessagePack. What was sent has been checked by the constraints of its fields.
///
/// In a unit test, patches are made of what a client would send, or of values:
///
/// ```java
/// MergePatch.ofJson(Widget.class, "{\"price\": 7}")
/// MergePatch.of(Widget.class).with(Widget::price, 7)
/// ```
///
/// Fields are named by references to their getters, or by their Java names. Instances are
/// immutable, if the values in them are, and safe for use by many threads.
///
/// @param <T> the class of what is changed, a record, bean or entity
public final class MergePatch<T> implements Changes<T> {
  private final Sent<T> sent;

  MergePatch(Sent<T> sent) {
    this.sent = sent;
  }

  /// A patch that changes nothing yet, see [#with(Getter, Object)]. For unit tests, and for
  /// programs that change something themselves.
  ///
  /// @param type the class of what is changed
  /// @param <T> the class of what is changed
  /// @return an empty patch
  /// @throws dev.lodestar.model.ModelException if the class cannot be patched
  public static <T> MergePatch<T> of(Class<T> type) {
    return ofJson(type, "{}");
  }

  /// Reads a patch as the default codecs do. For unit tests.
  ///
  /// @param type the class of what is changed
  /// @param json the document
  /// @param <T> the class of what is changed
  /// @return the patch
  /// @throws dev.lodestar.http.HttpException 400, as for a client that sends the document
  /// @throws dev.lodestar.model.ModelException if the class cannot be patched
  public static <T> MergePatch<T> ofJson(Class<T> type, String json) {
    Codec<T> codec = StandardCodecs.patches(type);
    var audience = new Audience(codec.use().model(), ConstraintSettings.standard(), null);
    var read = codec.decodePartial(json.getBytes(StandardCharsets.UTF_8));
    return new MergePatch<>(new Sent<>(audience.orRefuse(read), audience));
  }

  /// A patch of fields that were read with a codec of its own: one of another format, with other
  /// settings, or for a projection, which should be [dev.lodestar.model.Projection#partial()].
  /// Problems are told in English.
  ///
  /// @param fields what was sent
  /// @param <T> the class of what is changed
  /// @return the patch
  public static <T> MergePatch<T> of(Partial<T> fields) {
    var audience = new Audience(fields.model(), ConstraintSettings.standard(), null);
    return new MergePatch<>(new Sent<>(fields, audience));
  }

  /// A patch of fields that were read from a request. Problems are told in the language of its
  /// client.
  ///
  /// @param fields what was sent
  /// @param shape what the client may send
  /// @param settings where messages come from
  /// @param request the request
  /// @param <T> the class of what is changed
  /// @return the patch
  public static <T> MergePatch<T> of(
      Partial<T> fields, TypeModel shape, ConstraintSettings settings, Request request) {
    return new MergePatch<>(new Sent<>(fields, new Audience(shape, settings, request)));
  }

  Sent<T> sent() {
    return sent;
  }

  /// Whether a field is to be changed.
  ///
  /// @param field its getter
  /// @return true if it was sent or added, also if it is null
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public boolean isPresent(Getter<T, ?> field) {
    return sent.isPresent(field);
  }

  /// Whether a field is to be changed.
  ///
  /// @param field its Java name
  /// @return true if it was sent or added, also if it is null
  /// @throws IllegalArgumentException if the class has no such field
  public boolean isPresent(String field) {
    return sent.fields().isPresent(field);
  }

  /// The new value of a field.
  ///
  /// @param field its getter
  /// @param <V> the type of the field
  /// @return the value; null if the field is to be cleared
  /// @throws NoSuchElementException if the field is not to be changed
  /// @throws IllegalStateException if the field is an object that is merged: it has no value before
  ///   the patch is applied
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V extends @Nullable Object> V get(Getter<T, V> field) {
    return sent.value(field);
  }

  /// Does something with the new value of a field, if there is one.
  ///
  /// @param field its getter
  /// @param action takes the value; null if the field is to be cleared
  /// @param <V> the type of the field
  /// @throws IllegalStateException if the field is an object that is merged
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V extends @Nullable Object> void ifPresent(
      Getter<T, V> field, Consumer<? super V> action) {
    sent.ifPresent(field, action);
  }

  /// The changes of an object inside, which is merged.
  ///
  /// ```java
  /// patch.part(Widget::address).ifPresent(address -> address.ifPresent(Address::city, …));
  /// ```
  ///
  /// @param field its getter
  /// @param <V> the class of the object
  /// @return the changes; nothing if the field is not to be changed, is to be cleared, or was
  ///   replaced by the program
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V> Optional<MergePatch<V>> part(Getter<T, ? extends @Nullable V> field) {
    return inside(field);
  }

  /// The changes of an object inside that the class holds in an `Optional`, as [#part(Getter)].
  ///
  /// @param field its getter
  /// @param <V> the class of the object
  /// @return the changes; nothing if the field is not to be changed, is to be cleared, or was
  ///   replaced by the program
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V> Optional<MergePatch<V>> optionalPart(Getter<T, Optional<V>> field) {
    return inside(field);
  }

  private <V> Optional<MergePatch<V>> inside(Getter<T, ?> field) {
    Sent<V> part = sent.part(field);
    return part == null ? Optional.empty() : Optional.of(new MergePatch<>(part));
  }

  /// The names of the fields that are to be changed, whether a client sent them or the program
  /// added them.
  ///
  /// @return an immutable list of Java names, in the order of the class
  public List<String> present() {
    return sent.fields().present();
  }

  /// Whether nothing is to be changed.
  @Override
  public boolean isEmpty() {
    return sent.fields().isEmpty();
  }

  /// Adds a field, or replaces what was sent of it. Also a field that clients may not send, such as
  /// who changed something. Its constraints are not checked by itself, those of the whole are.
  ///
  /// @param field its getter
  /// @param value its new value
  /// @param <V> the type of the field
  /// @return a new patch
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field, or
  ///   the field cannot have the value
  public <V extends @Nullable Object> MergePatch<T> with(Getter<T, V> field, V value) {
    return new MergePatch<>(sent.with(field, value));
  }

  /// Adds a field, or replaces what was sent of it, as [#with(Getter, Object)].
  ///
  /// @param path its Java name, or the way to it: `"maker.id"`
  /// @param value its new value
  /// @return a new patch
  /// @throws IllegalArgumentException if there is no such field, or it cannot have the value
  public MergePatch<T> with(String path, @Nullable Object value) {
    return new MergePatch<>(sent.with(path, value));
  }

  /// What was sent and added, for tools that look at fields by their names.
  ///
  /// @return the fields
  public Partial<T> fields() {
    return sent.fields();
  }

  @Override
  public T applyTo(T existing) {
    return isEmpty() ? existing : sent.audience().orRefuse(sent.fields().applyTo(existing));
  }

  @Override
  public List<String> changed(T existing) {
    return sent.fields().changed(existing);
  }

  /// Returns this patch.
  @Override
  public MergePatch<T> against(T existing) {
    return this;
  }

  /// Shows the names of the fields, not their values, which may be secrets.
  @Override
  public String toString() {
    return "MergePatch " + sent.fields().model().typeName() + present();
  }
}
