/// Turns Jakarta Validation annotations into checks when the application starts, and runs them
/// without reflection.
///
/// Start here: [dev.lodestar.constraint.Constraints].
package dev.lodestar.constraint;
