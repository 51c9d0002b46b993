package dev.lodestar.debug;

import java.util.List;

/// Some lines of a source file.
///
/// @param file where it was found
/// @param first the number of the first of the lines
/// @param lines the lines
/// @param marked the number of the line that it is about
record Excerpt(String file, int first, List<String> lines, int marked) {}
