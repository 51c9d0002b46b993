/// Turns Jakarta Validation annotations into checks when the application starts, and runs them
/// without reflection and without exceptions.
///
/// Start here: [dev.lodestar.constraint.Constraints].
package dev.lodestar.constraint;
