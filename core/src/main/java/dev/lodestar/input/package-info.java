/// What is wrong with the input of a request: collected from all of its parts, told without
/// repeating secrets, and in the language that the client prefers.
package dev.lodestar.input;
