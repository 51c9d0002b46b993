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
/// Fields are named as in Java. A path such as `maker.id` means a field of an object inside, which
/// the class holds directly or in an `Optional`. Constraints of the fields that are present were
/// checked when the document was read.
///
/// In documents of a type that is [dev.lodestar.model.Projection#partial()], objects inside are
/// changes, too. [#get] shows them so:
///
/// | type of the field | what is there |
/// |---|---|
/// | an object | a `Partial` |
/// | a map | an unmodifiable map of what was sent: null for a key to remove |
/// | `Object` | an unmodifiable map in the same way, if an object was sent |
/// | an `Optional` of these | an `Optional` of that |
/// | all else | the new value |
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

  /// Whether no field is present.
  ///
  /// @return true if [#present()] is empty
  boolean isEmpty();

  /// Whether a field is present.
  ///
  /// @param path the Java name, or a path of such names
  /// @return true if the document gave it or it was added, also if it is null; false if it is
  ///   absent, or an object on the way is absent or null
  /// @throws IllegalArgumentException if the class has no such field
  boolean isPresent(String path);

  /// The value of a field that is present.
  ///
  /// @param path the Java name, or a path of such names
  /// @return the value; for what is a change itself see the table above
  /// @throws IllegalArgumentException if the class has no such field
  /// @throws NoSuchElementException if the field is absent, or an object on the way is absent or
  ///   null
  @Nullable Object get(String path);

  /// Adds a field, or replaces it. Also a field that documents cannot give, such as an id that the
  /// application chooses. What is added is trusted: constraints of the field are not checked, those
  /// on the object as a whole are, in [#create()] and [#applyTo].
  ///
  /// Where a path leads through an object that is absent or null, that object is begun: it then
  /// needs its other required fields, too.
  ///
  /// @param path the Java name, or a path of such names
  /// @param value its value; it replaces what is there, also where a document would be merged. A
  ///   number is widened as an assignment in Java does it: an `Integer` may be given to a `long`
  /// @return a new instance
  /// @throws IllegalArgumentException if the class has no such field, a path leads into something
  ///   that is no object of which documents give a part, or the value is not of the field's type,
  ///   or null where that is not allowed
  Partial<T> with(String path, @Nullable Object value);

  /// Makes an instance of the fields that are present; the others get their default, null or the
  /// empty `Optional`. Then checks the constraints on the object as a whole.
  ///
  /// @return the instance, or what is wrong: a required field that the document could have given is
  ///   absent, the constructor refuses the values, or a constraint on the whole is violated
  /// @throws IllegalStateException if required fields are absent that a document cannot give: they
  ///   must be added with [#with]; it names them all
  Decoded<T> create();

  /// Changes an instance as RFC 7396 says: fields that are absent keep their value; objects inside
  /// are changed in the same way; maps are merged key by key, where null removes a key; what is
  /// declared as `Object` is merged as a tree; all else is replaced. Objects and maps that are not
  /// there are made. A value of a sealed type is one of its variants and is replaced as a whole,
  /// and so is a [dev.lodestar.model.RawJson]. Then checks the constraints on what was merged, and
  /// on every changed object as a whole. If no field is present, nothing is done and nothing is
  /// checked.
  ///
  /// A class whose constructor takes values, such as a record, is not changed: the result is a new
  /// instance. All else is changed in place by its setters, also inside of records and maps, once
  /// everything was checked that can be checked before. If the result is invalid or a setter
  /// throws, every field that was set and that can be read is set to what it was; collections and
  /// maps get back what they held. A property without a getter keeps its new value, and whatever
  /// else a setter does is not undone.
  ///
  /// @param existing the instance
  /// @return the changed instance, or what is wrong: a constructor or setter refuses the values, a
  ///   constraint is violated, or an object that is not there lacks what is needed to make it
  /// @throws IllegalStateException if a setter refuses the value that a field had before, so that
  ///   the instance cannot be put back
  Decoded<T> applyTo(T existing);

  /// Tells what [#applyTo] would really change. Nothing is changed, checked or created.
  ///
  /// @param existing the instance
  /// @return the Java names of the fields that are present and whose value then differs, by
  ///   `equals`, for arrays by their content, in the order of the class; also a field that is
  ///   present and cannot be read from the instance. An immutable list
  List<String> changed(T existing);
}
