package dev.lodestar.doccomment;

import java.util.List;
import java.util.Map;

/// The doc comments of a class and of its members.
///
/// @param comment that of the class
/// @param fields those of fields, record components and constants, by name
/// @param methods those of methods and constructors
record TypeComments(
    DocComment comment, Map<String, DocComment> fields, List<MethodComment> methods) {

  /// The doc comment of a method.
  ///
  /// @param name the name; `<init>` for a constructor
  /// @param parameterTypes the erased simple names of the parameter types, such as `List` or
  ///   `int[]`
  /// @param comment what it says
  record MethodComment(String name, List<String> parameterTypes, DocComment comment) {}
}
