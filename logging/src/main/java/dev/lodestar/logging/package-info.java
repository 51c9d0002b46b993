/// A back end of SLF4J: which lines are written, and what they look like on a terminal and for
/// programs.
package dev.lodestar.logging;
