/// Guesses which known name was meant by a mistyped one.
package dev.lodestar.suggest;
