package dev.lodestar.decode;

import dev.lodestar.format.Input;
import org.jspecify.annotations.Nullable;

/// Reads the values of one type.
///
/// Implementations are records or generated classes wherever they can be: the just-in-time compiler
/// trusts the fields of these, and so a tree of decoders becomes straight code.
public interface Decoder {

  /// Reads the value that is next. Where it is not one of this type, reads it all the same, notes a
  /// problem and answers anything.
  @Nullable Object read(Input in);

  /// What the type accepts, as a phrase for people.
  String expected();

  /// Whether null in the document is a value of this type.
  default boolean readsNull() {
    return false;
  }
}
