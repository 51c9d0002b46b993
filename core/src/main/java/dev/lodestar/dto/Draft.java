package dev.lodestar.dto;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Partial;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.Request;
import dev.lodestar.model.TypeModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a client sent of something new, before it is made: the application adds what clients may
/// not choose, such as an id, and then [#create()]s it.
///
/// ```java
/// @Post
/// Widget create(@Accepts(NewWidget.class) Draft<Widget> draft) {
///   return widgets.save(draft.with(Widget::id, widgets.nextId()).create());
/// }
/// ```
///
/// A parameter of this type is the body, in JSON or MessagePack. A request that lacks a field that
/// it must have, or has an invalid one, is refused before the handler is called, as for a parameter
/// of the type itself.
///
/// Fields are named by references to their getters, or by their Java names. Instances are
/// immutable, if the values in them are, and safe for use by many threads.
///
/// @param <T> the class of what is made, a record, bean or entity
public final class Draft<T> {
  private final Sent<T> sent;

  private Draft(Sent<T> sent) {
    this.sent = sent;
  }

  /// Reads a draft as the default codecs do. For unit tests.
  ///
  /// @param type the class of what is made
  /// @param json the document
  /// @param <T> the class of what is made
  /// @return the draft
  /// @throws dev.lodestar.http.HttpException 400, as for a client that sends the document
  /// @throws dev.lodestar.model.ModelException if the class cannot be read
  public static <T> Draft<T> ofJson(Class<T> type, String json) {
    Codec<T> codec = StandardCodecs.drafts(type);
    var audience = new Audience(codec.use().model(), ConstraintSettings.standard(), null);
    var read = codec.decodePartial(json.getBytes(StandardCharsets.UTF_8));
    return new Draft<>(new Sent<>(audience.orRefuse(read), audience));
  }

  /// A draft without any field, see [#with(Getter, Object)]. For unit tests.
  ///
  /// @param type the class of what is made
  /// @param <T> the class of what is made
  /// @return a draft in which everything is absent
  /// @throws dev.lodestar.model.ModelException if the class cannot be read
  public static <T> Draft<T> of(Class<T> type) {
    return new Draft<>(MergePatch.of(type).sent());
  }

  /// A draft of fields that were read with a codec of its own: one of another format, with other
  /// settings, or for a projection. Problems are told in English.
  ///
  /// @param fields what was sent
  /// @param <T> the class of what is made
  /// @return the draft
  public static <T> Draft<T> of(Partial<T> fields) {
    return new Draft<>(MergePatch.of(fields).sent());
  }

  /// A draft of fields that were read from a request. Problems are told in the language of its
  /// client.
  ///
  /// @param fields what was sent
  /// @param shape what the client may send
  /// @param settings where messages come from
  /// @param request the request
  /// @param <T> the class of what is made
  /// @return the draft
  public static <T> Draft<T> of(
      Partial<T> fields, TypeModel shape, ConstraintSettings settings, Request request) {
    return new Draft<>(new Sent<>(fields, new Audience(shape, settings, request)));
  }

  /// Whether a field has a value.
  ///
  /// @param field its getter
  /// @return true if it was sent or added, also if it is null
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public boolean isPresent(Getter<T, ?> field) {
    return sent.isPresent(field);
  }

  /// Whether a field has a value.
  ///
  /// @param field its Java name
  /// @return true if it was sent or added, also if it is null
  /// @throws IllegalArgumentException if the class has no such field
  public boolean isPresent(String field) {
    return sent.fields().isPresent(field);
  }

  /// The value of a field.
  ///
  /// @param field its getter
  /// @param <V> the type of the field
  /// @return the value
  /// @throws NoSuchElementException if the field was not sent, also if it has a default
  /// @throws IllegalStateException if the field is an object that is not complete yet
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V extends @Nullable Object> V get(Getter<T, V> field) {
    return sent.value(field);
  }

  /// Does something with the value of a field, if there is one.
  ///
  /// @param field its getter
  /// @param action takes the value
  /// @param <V> the type of the field
  /// @throws IllegalStateException if the field is an object that is not complete yet
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  public <V extends @Nullable Object> void ifPresent(
      Getter<T, V> field, Consumer<? super V> action) {
    sent.ifPresent(field, action);
  }

  /// The names of the fields that have a value, whether a client sent them or the program added
  /// them.
  ///
  /// @return an immutable list of Java names, in the order of the class
  public List<String> present() {
    return sent.fields().present();
  }

  /// Adds a field, or replaces what was sent of it. Its constraints are not checked by itself,
  /// those of the whole are.
  ///
  /// @param field its getter
  /// @param value its value
  /// @param <V> the type of the field
  /// @return a new draft
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field, or
  ///   the field cannot have the value
  public <V extends @Nullable Object> Draft<T> with(Getter<T, V> field, V value) {
    return new Draft<>(sent.with(field, value));
  }

  /// Adds a field, or replaces what was sent of it, as [#with(Getter, Object)].
  ///
  /// @param path its Java name, or the way to it: `"maker.id"`
  /// @param value its value
  /// @return a new draft
  /// @throws IllegalArgumentException if there is no such field, or it cannot have the value
  public Draft<T> with(String path, @Nullable Object value) {
    return new Draft<>(sent.with(path, value));
  }

  /// What was sent and added, for tools that look at fields by their names.
  ///
  /// @return the fields
  public Partial<T> fields() {
    return sent.fields();
  }

  /// Makes the instance, and checks it as a whole. Fields that are absent get their default.
  ///
  /// @return the new instance
  /// @throws dev.lodestar.http.HttpException 400, listing all problems with their pointers, in the
  ///   language of the client, if the instance would be invalid
  /// @throws IllegalStateException if a field is absent that clients may not send and that the
  ///   instance needs: the program must add it
  public T create() {
    return sent.audience().orRefuse(sent.fields().create());
  }

  /// Shows the names of the fields, not their values, which may be secrets.
  @Override
  public String toString() {
    return "Draft " + sent.fields().model().typeName() + present();
  }
}
