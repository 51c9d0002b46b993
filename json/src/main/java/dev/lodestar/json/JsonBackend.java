package dev.lodestar.json;

import dev.lodestar.model.ForeignTypes;
import java.lang.reflect.Type;
import java.util.Optional;

/// Another JSON library that writes and reads some types in place of the codecs of [Json]. Set with
/// [Json.Builder#backend].
///
/// It makes the codecs of whole documents. Where one of its types stands inside of a type that it
/// leaves to [Json], the values are exchanged as trees, see [ForeignTypes].
///
/// The constraints on the parameter that takes the document, and those on the elements of
/// collections there, are checked afterwards; everything inside of its own types is the business of
/// the backend.
public interface JsonBackend extends ForeignTypes {

  /// Makes the codec of documents of a type.
  ///
  /// @param type a class or a type with generics
  /// @param json the set that asks, for its limits and constraint settings
  /// @return the codec; nothing if the type is left to [Json]
  Optional<DocumentCodec> codec(Type type, Json json);
}
