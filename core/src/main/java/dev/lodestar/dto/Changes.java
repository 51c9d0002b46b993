package dev.lodestar.dto;

import java.util.List;

/// A change of something that exists, as a client asks for it: a [MergePatch] or a [JsonPatch]. A
/// handler that takes a parameter of this type accepts both, by their content types.
///
/// ```java
/// @Patch("/{id}")
/// Widget update(long id, Changes<Widget> changes) {
///   return widgets.save(changes.applyTo(widgets.find(id)));
/// }
/// ```
///
/// Instances are immutable, if the values in them are, and safe for use by many threads.
///
/// @param <T> the class of what is changed
public sealed interface Changes<T> permits MergePatch, JsonPatch {

  /// Changes an instance, and checks it as a whole: with the constraints of what was changed and
  /// with those of its class. A class whose constructor takes values, such as a record, is not
  /// changed: the result is a new instance. All else is changed in place; if the change is refused,
  /// it is as it was.
  ///
  /// @param existing what is changed
  /// @return the changed instance; the existing one if nothing is to be changed
  /// @throws dev.lodestar.http.HttpException 400, listing all problems with their pointers, in the
  ///   language of the client, if the result would be invalid; 409 if an operation of a JSON patch
  ///   cannot be carried out
  T applyTo(T existing);

  /// What would really differ. Nothing is changed.
  ///
  /// @param existing what would be changed
  /// @return the Java names of the fields whose value would be another one, in the order of the
  ///   class
  /// @throws dev.lodestar.http.HttpException as [#against] does
  List<String> changed(T existing);

  /// What is to be changed of an instance, field by field: the patch itself, or what the operations
  /// of a JSON patch come to. To it, the application can add what it changes itself:
  ///
  /// ```java
  /// changes.against(widget).with(Widget::changedBy, user).applyTo(widget)
  /// ```
  ///
  /// @param existing what is changed
  /// @return the changes; nothing is changed yet
  /// @throws dev.lodestar.http.HttpException only by a JSON patch: 409, naming the operation, if
  ///   one cannot be carried out; 400 if the result would have invalid values
  MergePatch<T> against(T existing);

  /// Whether nothing is to be changed, whatever exists.
  ///
  /// @return true if nothing was sent
  boolean isEmpty();
}
