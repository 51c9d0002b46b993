package dev.lodestar.codec;

import dev.lodestar.model.ObjectModel;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Some of the fields of an object: what a document gave, and what was added. It tells a field that
/// is absent from one that is null, which an instance of the class cannot.
///
/// ```java
/// Partial<Widget> change = codec.decodePartial(bytes).orThrow();
/// if (change.isPresent("price")) { ... }
/// Widget changed = change.applyTo(widget).orThrow();
/// ```
///
/// Fields are named as in Java. An object inside of a partial one is itself a `Partial` where the
/// type is one, see [dev.lodestar.model.Projection#partial()]. Constraints of the fields that are
/// present were checked when the document was read.
///
/// Instances are immutable, if the values are, and safe for use by many threads. Made by codecs;
/// not to be implemented elsewhere.
///
/// @param <T> the class of the object
public interface Partial<T> {

  /// The description of the class with all of its fields, also those that documents cannot give.
  ///
  /// @return the model of `T`
  ObjectModel model();

  /// The names of the fields that are present.
  ///
  /// @return an immutable list of Java names in the order of the class
  List<String> present();

  /// Whether a field is present.
  ///
  /// @param field the Java name
  /// @return true if the document gave it or it was added, also if it is null
  /// @throws IllegalArgumentException if the class has no such field
  boolean isPresent(String field);

  /// The value of a field that is present.
  ///
  /// @param field the Java name
  /// @return the value; for an object that is partial itself a [Partial], or an `Optional` of it
  /// @throws IllegalArgumentException if the class has no such field
  /// @throws NoSuchElementException if the field is absent
  @Nullable Object get(String field);

  /// Adds a field, or replaces it. Also a field that documents cannot give, such as an id that the
  /// application chooses. Constraints of the field are not checked.
  ///
  /// @param field the Java name
  /// @param value its value
  /// @return a new instance
  /// @throws IllegalArgumentException if the class has no such field, or the value is not of the
  ///   field's class, or null where that is not allowed
  Partial<T> with(String field, @Nullable Object value);

  /// Makes an instance of the fields that are present; the others get their default, null or the
  /// empty `Optional`. Then checks the constraints on the object as a whole.
  ///
  /// @return the instance, or what is wrong: a required field that the document could have given is
  ///   absent, the constructor refuses the values, or a constraint on the whole is violated
  /// @throws IllegalStateException if a required field is absent that a document cannot give: it
  ///   must be added with [#with]
  Decoded<T> create();

  /// Changes an instance: fields that are absent keep their value, objects inside that are partial
  /// are changed in the same way, all else is replaced (RFC 7396). Then checks the constraints on
  /// the changed objects as a whole.
  ///
  /// A class whose constructor takes values, such as a record, is not changed: the result is a new
  /// instance. All else is changed in place, and is also changed if the result is invalid.
  ///
  /// @param existing the instance
  /// @return the changed instance, or what is wrong: a constructor refuses the values, a constraint
  ///   on the whole is violated, or an object that is null lacks a required field to be created
  Decoded<T> applyTo(T existing);
}
