package dev.lodestar.handler;

import java.util.List;

/// A method or constructor as its source text declares it.
///
/// @param name the name; `<init>` for a constructor
/// @param parameterTypes the erased simple names of the parameter types, such as `List` or `int[]`
/// @param parameterNames the names of the parameters
/// @param line the line of the declaration, counted from 1
/// @param documentation the text of the documentation comment; empty if there is none
record SourceMethod(
    String name,
    List<String> parameterTypes,
    List<String> parameterNames,
    int line,
    String documentation) {}
