package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import java.util.List;
import java.util.Set;

/// Where texts of a name are found in a request. Thread-safe.
interface TextSource {

  /// What errors say of where a text was, or should have been.
  InputSource inputSource();

  /// Whether only tokens can be names.
  default boolean namesAreTokens() {
    return false;
  }

  /// Whether it reads the body while it arrives.
  default boolean readsBody() {
    return false;
  }

  /// Tells where the texts are, if nothing that is read there does.
  ///
  /// @param declaration who takes them
  default void describe(OperationCollector operation, Declaration declaration) {}

  /// Whether there is a file of a name where texts are looked for.
  default boolean hasFile(Request request, String name) {
    return false;
  }

  /// Whether texts can be looked for at all; if not, the errors say why.
  default boolean isReadable(Request request, InputErrors errors) {
    return true;
  }

  /// The names that the request has there, of those that a client can choose freely.
  default Set<String> names(Request request) {
    return Set.of();
  }

  /// The texts, for a value that is made of one; more than one is an error of the client.
  List<String> one(Request request, String name);

  /// The texts, for a value that is made of several.
  List<String> many(Request request, String name);
}
