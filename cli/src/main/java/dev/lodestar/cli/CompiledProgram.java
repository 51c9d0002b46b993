package dev.lodestar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The classes of a program, and what they were made from.
///
/// @param inputs the sources
/// @param root the folder from which the packages start; empty if there is only the one file
/// @param topLevelClasses the names of the classes of the launched file, in the order of the source
/// @param classes the class files of all source files by class name
record CompiledProgram(
    Inputs inputs,
    Optional<Path> root,
    List<String> topLevelClasses,
    Map<String, byte[]> classes) {}
