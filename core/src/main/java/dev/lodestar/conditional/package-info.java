/// Which part of an answer a client gets that says what it has already: preconditions and ranges.
@org.jspecify.annotations.NullMarked
package dev.lodestar.conditional;
