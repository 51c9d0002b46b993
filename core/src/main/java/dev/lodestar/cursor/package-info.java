/// Positions in lists as texts that clients can neither make nor change.
@org.jspecify.annotations.NullMarked
package dev.lodestar.cursor;
