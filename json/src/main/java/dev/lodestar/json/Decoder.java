package dev.lodestar.json;

import org.jspecify.annotations.Nullable;

/// Reads the values of one type.
interface Decoder {

  /// Reads the value that is next. Where it is not one of this type, reads it all the same, notes a
  /// problem and answers null.
  @Nullable Object read(Reader in);

  /// What the type accepts, as a phrase for people.
  String expected();

  /// Whether null in the document is a value of this type.
  default boolean readsNull() {
    return false;
  }

  /// Reads over a value of the wrong kind.
  default @Nullable Object refuse(Reader in, String code) {
    int where = in.position();
    in.skip();
    in.problems().mismatch(code, expected(), where);
    return null;
  }
}
