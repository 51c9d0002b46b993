/// Turns tokens into values of a type: one decoder for each type, made once from its model.
package dev.lodestar.decode;
