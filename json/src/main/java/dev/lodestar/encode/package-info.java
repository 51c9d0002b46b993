/// Turns values of a type into tokens: one encoder for each type, made once from its model.
package dev.lodestar.encode;
