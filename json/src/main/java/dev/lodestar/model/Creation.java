package dev.lodestar.model;

import java.lang.reflect.Executable;
import java.util.List;

/// How instances of a class are made.
///
/// @param executable the constructor or static factory
/// @param handle calls it
/// @param parameters the Java names of the fields that its parameters take, in their order
record Creation(Executable executable, Handle handle, List<String> parameters) {}
